using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Peers;
using Patterns.Testing;

namespace Patterns.Benchmarks.Tables;

/// <summary>
/// How fast are questions in SQL answered by tables that were asked before? One case per question: ours reads a Delta Lake table whose columns are in memory
/// by then, DuckDB a table of its own in memory. Opening the table's log, parsing and planning are part of the time.
/// </summary>
internal static class SqlQueries
{
    /// <summary>The 12 questions of a dashboard.</summary>
    public static IReadOnlyList<CompareCase> Dashboard { get; } = Cases("dashboard", 10_000_000, DashboardDataSet.Of);

    /// <summary>The 43 questions of ClickBench to generated page views.</summary>
    public static IReadOnlyList<CompareCase> ClickBench { get; } = Cases("clickbench", 1_000_000, HitsDataSet.Of);

    /// <summary>The 13 questions of the Star Schema Benchmark to a generated star.</summary>
    public static IReadOnlyList<CompareCase> StarSchema { get; } = Cases("ssb", 6_000_000, StarDataSet.Of);

    /// <summary>TPC-H's questions to one table.</summary>
    public static IReadOnlyList<CompareCase> LineItems { get; } = Cases("tpch", 6_000_000, LineItemDataSet.Of);

    private static IReadOnlyList<CompareCase> Cases(string name, int defaultRows, Func<int, SqlDataSet> set)
        // Some texts depend on the number of rows, so a case finds its own among those for the rows asked for.
        => [.. set(defaultRows).Queries.Select(query => new CompareCase($"{name}/{query.Name}", CompareUnit.Milliseconds, options => PrepareAsync(name, options.Rows ?? defaultRows, set, query.Name, options)))];

    private static async Task<Contest> PrepareAsync(string name, int rows, Func<int, SqlDataSet> set, string query, CompareOptions options)
    {
        if (DuckDb.WhyNot is { } why)
        {
            return Contest.Absent(DuckDbPeer.Name, why);
        }

        SqlArena arena = await SqlArena.EnterAsync(name, rows, set, options);
        SqlDataSetQuery text = set(rows).Queries.Single(candidate => candidate.Name == query);
        return new Contest(
            new Contender("Table", () => arena.AskAsync(text)),
            Contender.Of(DuckDbPeer.Name, () => arena.AskDuckDb(text)))
        {
            Rows = rows,
        };
    }
}
