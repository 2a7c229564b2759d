namespace Patterns.Lake;

/// <summary>Something about the lake that someone should look at.</summary>
/// <param name="Id">Stable: the same finding has the same id in every report. Kind, a colon, and twelve hexadecimal digits.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Files">The files concerned, in ordinal order of their paths; at least one.</param>
/// <param name="Evidence">What was found, one sentence.</param>
/// <param name="SuggestedAction">What to do, one sentence.</param>
public sealed record SwampFinding(string Id, SwampFindingKind Kind, IReadOnlyList<string> Files, string Evidence, string SuggestedAction);
