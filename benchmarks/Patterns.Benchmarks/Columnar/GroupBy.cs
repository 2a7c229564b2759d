using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Benchmarks.Peers;
using Patterns.Columnar;
using Patterns.Testing;

namespace Patterns.Benchmarks.Columnar;

/// <summary>How fast are rows in memory grouped, counted and summed exactly? DuckDB holds the same rows in a table of its own.</summary>
internal static class GroupBy
{
    /// <summary>8 groups by a text.</summary>
    public static CompareCase Text { get; } = Case("group-by-text", "region", static sales => Task.FromResult(SalesBatches.Build(sales)));

    /// <summary>8 groups by a text that is held as codes of a dictionary, as Parquet files give it.</summary>
    public static CompareCase Codes { get; } = Case("group-by-codes", "region", SalesBatches.BuildWithCodesAsync);

    /// <summary>About half as many groups as rows.</summary>
    public static CompareCase ManyKeys { get; } = Case("group-by-many-keys", "customer", static sales => Task.FromResult(SalesBatches.Build(sales)));

    private static CompareCase Case(string name, string key, Func<Sales, Task<ColumnBatch[]>> buildAsync) => new(name, CompareUnit.Milliseconds, async options =>
    {
        Sales sales = Sales.Generate(options.Rows ?? Sales.DefaultRows);
        ColumnBatch[] batches = await buildAsync(sales);
        DuckDb? duck = DuckDbSalesTable.TryLoad(sales, options);
        var query = new GroupQuery(null, [key], [("count(*)", "sum"), ("sum(amount)", "sum"), ("sum(amount)", "max")]);
        return new Contest(
            new Contender("ParallelAggregation", async () => new Outcome(await query.RunAsync(batches, options.Threads))),
            DuckDbPeer.Query(duck, query.ToSql("sales")))
        {
            Rows = sales.Rows,
            Owned = [.. batches, .. DuckDbPeer.Owned(duck)],
        };
    });
}
