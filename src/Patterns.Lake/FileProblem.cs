namespace Patterns.Lake;

/// <summary>A file that cannot be read as rows.</summary>
/// <param name="File">Path in its store.</param>
/// <param name="Problem">What was found and what to do.</param>
public sealed record FileProblem(string File, string Problem);
