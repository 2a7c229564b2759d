using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Benchmarks.Peers;
using Patterns.Testing;

namespace Patterns.Benchmarks.Columnar;

/// <summary>How fast are rows in memory filtered, grouped and aggregated? DuckDB holds the same rows in a table of its own.</summary>
internal static class Aggregations
{
    /// <summary>The pricing summary of TPC-H: four groups, eight aggregates, products of decimals.</summary>
    public static CompareCase Q1 { get; } = LineItemCase(
        "tpch-q1",
        ["returnflag", "linestatus", "quantity", "extendedprice", "discount", "tax", "shipdate"],
        "shipdate <= DATE '1998-09-02'",
        ["returnflag", "linestatus"],
        [
            ("sum(quantity)", "sum"), ("sum(extendedprice)", "sum"), ("sum(extendedprice * (1 - discount))", "sum"),
            ("sum(extendedprice * (1 - discount) * (1 + tax))", "sum"), ("count(quantity)", "sum"), ("sum(discount)", "max"), ("count(*)", "max"),
        ]);

    /// <summary>The revenue change of TPC-H: three ranges, one sum.</summary>
    public static CompareCase Q6 { get; } = LineItemCase(
        "tpch-q6",
        ["quantity", "extendedprice", "discount", "shipdate"],
        "shipdate >= DATE '1994-01-01' AND shipdate < DATE '1995-01-01' AND discount BETWEEN 0.05 AND 0.07 AND quantity < 24",
        [],
        [("sum(extendedprice * discount)", "sum")]);

    /// <summary>A text in another text, in about one row in a thousand.</summary>
    public static CompareCase Like { get; } = LineItemCase("like-count", ["comment"], "comment LIKE '%deposit 123%'", [], [("count(*)", "sum")]);

    public static CompareCase DistinctTexts { get; } = LineItemCase("count-distinct-texts", ["comment"], null, [], [("count(DISTINCT comment)", "sum")]);

    public static CompareCase DistinctIntegers { get; } = KeyedCase("count-distinct-integers", ["tenth"], [], [("count(DISTINCT tenth)", "sum")]);

    public static CompareCase DistinctPerGroup { get; } =
        KeyedCase("count-distinct-per-group", ["thousand", "tenth"], ["thousand"], [("count(DISTINCT tenth)", "sum"), ("count(*)", "max")]);

    public static CompareCase ApproximateDistinct { get; } =
        KeyedCase("approx-count-distinct", ["thousand", "tenth"], ["thousand"], [("approx_count_distinct(tenth)", "count")]);

    public static CompareCase Quantiles { get; } =
        KeyedCase("quantile", ["thousand", "amount"], ["thousand"], [("percentile_approx(amount, 0.95)", "count")]);

    public static CompareCase FewGroups { get; } = ByKey("group-by-4", "few");

    public static CompareCase ThousandGroups { get; } = ByKey("group-by-1000", "thousand");

    /// <summary>A tenth as many groups as rows.</summary>
    public static CompareCase TenthGroups { get; } = ByKey("group-by-rows/10", "tenth");

    /// <summary>About two groups for three rows.</summary>
    public static CompareCase ManyGroups { get; } = ByKey("group-by-rows", "many");

    private static CompareCase ByKey(string name, string key) =>
        KeyedCase(name, [key, "amount"], [key], [("count(*)", "sum"), ("sum(amount)", "sum"), ("sum(amount)", "max")]);

    private static CompareCase KeyedCase(string name, IReadOnlyList<string> columns, IReadOnlyList<string> keys, IReadOnlyList<(string Sql, string Check)> aggregates) =>
        Case(name, options => KeyedRows.Ensure(options.Rows ?? KeyedRows.DefaultRows), columns, new GroupQuery(null, keys, aggregates));

    public static CompareCase LineItemCase(
        string name, IReadOnlyList<string> columns, string? filter, IReadOnlyList<string> keys, IReadOnlyList<(string Sql, string Check)> aggregates) =>
        Case(name, options => LineItems.Ensure(options.Rows ?? LineItems.DefaultRows), columns, new GroupQuery(filter, keys, aggregates));

    private static CompareCase Case(string name, Func<CompareOptions, string> ensure, IReadOnlyList<string> columns, GroupQuery query) =>
        new(name, CompareUnit.Milliseconds, async options =>
        {
            if (DuckDb.WhyNot is { } why)
            {
                return Contest.Absent(DuckDbPeer.Name, why);
            }

            MemoryTable table = await MemoryTable.LoadAsync(ensure(options), columns, options);
            return new Contest(
                new Contender("ParallelAggregation", async () => new Outcome(await query.RunAsync(table.Batches, options.Threads))),
                DuckDbPeer.Query(table.Duck, query.ToSql("data")))
            {
                Rows = table.Batches.Sum(static batch => batch.RowCount),
                Owned = [table],
            };
        });
}
