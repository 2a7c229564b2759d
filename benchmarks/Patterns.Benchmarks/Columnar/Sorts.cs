using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Benchmarks.Peers;
using Patterns.Columnar;
using Patterns.Testing;

namespace Patterns.Benchmarks.Columnar;

/// <summary>How fast are the first rows in order found among rows in memory? DuckDB holds the same rows in a table of its own.</summary>
internal static class Sorts
{
    private const int Count = 100;

    /// <summary>By a number of many equal values, then by one of few.</summary>
    public static CompareCase Top { get; } = Case("top-100", "few", SortDirection.Descending, "many");

    /// <summary>By an amount that hardly decides, then by an identifier.</summary>
    public static CompareCase TopAmounts { get; } = Case("top-100-amounts", "amount", SortDirection.Descending, "many");

    private static CompareCase Case(string name, string first, SortDirection direction, string second) => new(name, CompareUnit.Milliseconds, async options =>
    {
        if (DuckDb.WhyNot is { } why)
        {
            return Contest.Absent(DuckDbPeer.Name, why);
        }

        MemoryTable table = await MemoryTable.LoadAsync(KeyedRows.Ensure(options.Rows ?? KeyedRows.DefaultRows), ["few", "many", "amount"], options);
        SortOrder[] orders =
        [
            direction == SortDirection.Descending ? SortOrder.Descending(first) : SortOrder.Ascending(first),
            SortOrder.Ascending(second),
        ];
        return new Contest(
            new Contender("TopRows", () => RunAsync(table.Batches, orders, options.Threads)),
            DuckDbPeer.Query(
                table.Duck,
                $"SELECT count(*), sum({first}), sum({second}) FROM (SELECT * FROM data ORDER BY {string.Join(", ", orders.Select(static order => order.ToString()))} LIMIT {Count})"))
        {
            Rows = table.Batches.Sum(static batch => batch.RowCount),
            Owned = [table],
        };
    });

    private static async Task<Outcome> RunAsync(IReadOnlyList<ColumnBatch> batches, SortOrder[] orders, int threads)
    {
        ColumnBatch[] parts = await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(() =>
        {
            using var top = new TopRows(batches[0].Schema, Count, orders);
            for (int index = thread; index < batches.Count; index += threads)
            {
                top.Add(batches[index]);
            }

            return top.Finish();
        })));
        using var best = new TopRows(batches[0].Schema, Count, orders);
        foreach (ColumnBatch part in parts)
        {
            best.Add(part);
            part.Dispose();
        }

        using ColumnBatch rows = best.Finish();
        return new Outcome(Answer.Of([rows.RowCount, .. orders.Select(order => Sum(rows.Column(order.Expression.ToString())))]));
    }

    private static object Sum(Column column)
    {
        Int128 sum = 0;
        foreach (long value in ((FixedColumn<long>)column).Values)
        {
            sum += value;
        }

        return column.Type is Patterns.Core.DecimalType { Scale: var scale } ? new DuckDbDecimal(sum, scale) : sum;
    }
}
