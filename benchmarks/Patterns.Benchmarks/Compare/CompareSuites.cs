using Patterns.Benchmarks.Columnar;
using Patterns.Benchmarks.Lake;
using Patterns.Benchmarks.ServiceLevels;
using Patterns.Benchmarks.Tables;
using Patterns.Benchmarks.Updates;

namespace Patterns.Benchmarks.Compare;

/// <summary>Every suite, in the order of the report.</summary>
internal static class CompareSuites
{
    public static IReadOnlyList<CompareSuite> All { get; } = [LakeSuite.Suite, ColumnarSuite.Suite, TablesSuite.Suite, UpdatesSuite.Suite, ServiceLevelsSuite.Suite];
}
