namespace Patterns.Benchmarks.Compare;

/// <summary>The cases of one package.</summary>
internal sealed record CompareSuite(string Name, params IReadOnlyList<CompareCase> Cases);
