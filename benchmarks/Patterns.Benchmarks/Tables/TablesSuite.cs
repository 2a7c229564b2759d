using Patterns.Benchmarks.Compare;

namespace Patterns.Benchmarks.Tables;

/// <summary>Tables beside the embedded databases that .NET code uses.</summary>
internal static class TablesSuite
{
    public static CompareSuite Suite { get; } = new(
        "tables",
        [
            AppendObjects.Case, UpsertRows.Case, OpenTable.Case, KeyedReads.Lookup, KeyedReads.Range,
            .. SqlQueries.Dashboard, .. SqlQueries.ClickBench, .. SqlQueries.StarSchema, .. SqlQueries.LineItems,
        ]);
}
