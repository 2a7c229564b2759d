using System.Diagnostics;
using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Benchmarks.Peers;
using Patterns.Columnar;
using Patterns.Testing;

namespace Patterns.Benchmarks.Columnar;

/// <summary>How fast do C# objects of 14 properties become columns in memory?</summary>
internal static class RowsToColumns
{
    private const int DefaultRows = 200_000;

    public static CompareCase Case { get; } = new("rows-to-columns", CompareUnit.Milliseconds, PrepareAsync);

    private static Task<Contest> PrepareAsync(CompareOptions options)
    {
        Order[] orders = [.. Orders.Generate(options.Rows ?? DefaultRows)];
        var binder = new RowBinder<Order>();
        return Task.FromResult(new Contest(
            Contender.Of("RowBinder", () => Bind(binder, orders)),
            DuckDbOrderTable.AppendToMemory(orders, options))
        {
            Rows = orders.Length,
        });
    }

    private static Outcome Bind(RowBinder<Order> binder, Order[] orders)
    {
        long start = Stopwatch.GetTimestamp();
        List<ColumnBatch> batches = [.. binder.Write(orders.AsEnumerable())];
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        long rows = 0;
        long orderIds = 0;
        Int128 amounts = 0;
        long notes = 0;
        foreach (ColumnBatch batch in batches)
        {
            rows += batch.RowCount;
            notes += batch.RowCount - batch.Column("note").NullCount;
            for (var row = 0; row < batch.RowCount; row++)
            {
                orderIds += batch.Column<long>("order_id").Values[row];
                amounts += batch.Column<long>("amount").Values[row];
            }

            batch.Dispose();
        }

        return new Outcome(Answer.Of(rows, orderIds, new DuckDbDecimal(amounts, 2), notes), elapsed.TotalMilliseconds);
    }
}
