namespace Patterns.Lake.Reading;

/// <summary>What a dataset was found to consist of.</summary>
internal sealed record DatasetContent(IReadOnlyList<LakeFile> Files, IReadOnlyList<FileProblem> Problems, InferredSchema Schema);
