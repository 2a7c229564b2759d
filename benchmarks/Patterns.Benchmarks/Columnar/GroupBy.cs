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
        return new Contest(
            new Contender("GroupByAggregation", () => RunAsync(batches, key, options.Threads)),
            DuckDbPeer.Query(duck, $"SELECT count(*), sum(rows), sum(total), max(total) FROM (SELECT {key}, count(*) AS rows, sum(amount) AS total FROM sales GROUP BY {key})"))
        {
            Rows = sales.Rows,
            Owned = [.. batches, .. DuckDbPeer.Owned(duck)],
        };
    });

    private static async Task<Outcome> RunAsync(ColumnBatch[] batches, string key, int threads)
    {
        GroupByAggregation[] parts = await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(() =>
        {
            var part = new GroupByAggregation(
                batches[0].Schema,
                [new NamedExpression(key, Expression.Parse(key))],
                [new NamedAggregate("rows", Aggregate.Count()), new NamedAggregate("total", Aggregate.Sum(Expression.Parse("amount")))]);
            for (int index = thread; index < batches.Length; index += threads)
            {
                part.Add(batches[index]);
            }

            return part;
        })));
        foreach (GroupByAggregation part in parts[1..])
        {
            parts[0].Merge(part);
            part.Dispose();
        }

        using GroupByAggregation all = parts[0];
        using ColumnBatch groups = all.Finish();
        return new Outcome(Check(groups));
    }

    private static string Check(ColumnBatch groups)
    {
        long rows = 0;
        foreach (long count in groups.Column<long>("rows").Values)
        {
            rows += count;
        }

        Int128 total = 0;
        Int128 largest = Int128.MinValue;
        foreach (Int128 sum in groups.Column<Int128>("total").Values)
        {
            total += sum;
            largest = Int128.Max(largest, sum);
        }

        return Answer.Of(groups.RowCount, rows, new DuckDbDecimal(total, 2), new DuckDbDecimal(largest, 2));
    }
}
