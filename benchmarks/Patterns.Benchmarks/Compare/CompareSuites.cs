using Patterns.Benchmarks.Columnar;

namespace Patterns.Benchmarks.Compare;

/// <summary>Every suite, in the order of the report.</summary>
internal static class CompareSuites
{
    public static IReadOnlyList<CompareSuite> All { get; } = [ColumnarSuite.Suite];
}
