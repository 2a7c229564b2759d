namespace Patterns.Lake.Inspection;

/// <summary>What is wrong with one file.</summary>
internal sealed record FileProblemFound(SwampFindingKind Kind, string Evidence, string SuggestedAction);
