using Patterns.Benchmarks.Compare;

namespace Patterns.Benchmarks.Lake;

/// <summary>Raw files beside DuckDB and the libraries of .NET.</summary>
internal static class LakeSuite
{
    public static CompareSuite Suite { get; } = new("lake", CsvCases.Count, CsvCases.ThreeColumns, CsvCases.Infer, NdjsonCases.ThreeFields);
}
