using System.Diagnostics;
using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Benchmarks.Peers;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables;
using Patterns.Testing;

namespace Patterns.Benchmarks.Tables;

/// <summary>
/// How fast do C# objects of 14 properties become durable rows of a new table? From the first object to the end of the commit, which is synced
/// to disk by every contender; the rows are read back outside of the clock.
/// </summary>
internal static class AppendObjects
{
    public const int DefaultRows = 200_000;

    public static CompareCase Case { get; } = new("append-objects", CompareUnit.Milliseconds, options =>
    {
        Order[] orders = [.. Orders.Generate(options.Rows ?? DefaultRows)];
        BenchData.Scratch scratch = BenchData.CreateScratch();
        return Task.FromResult(new Contest(
            new Contender("Table", () => AppendAsync(orders, scratch.Path)) { BeforeEach = scratch.Clear },
            DuckDbOrderTable.AppendToFile(orders, Path.Combine(scratch.Path, "duck.db"), options) with { BeforeEach = scratch.Clear },
            SqliteOrderTable.Append(orders, Path.Combine(scratch.Path, "sqlite.db")) with { BeforeEach = scratch.Clear })
        {
            Rows = orders.Length,
            Owned = [scratch],
        });
    });

    private static async Task<Outcome> AppendAsync(Order[] orders, string folder)
    {
        await using var store = new TableStore(new FileObjectStore(folder));
        Table<Order> table = await store.CreateAsync<Order>("orders");
        long start = Stopwatch.GetTimestamp();
        await table.AppendAsync(orders);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return new Outcome(await ReadAnswerAsync(table.Untyped), elapsed.TotalMilliseconds);
    }

    private static async Task<string> ReadAnswerAsync(Table table)
    {
        long rows = 0;
        long notes = 0;
        Int128 orderIds = 0;
        Int128 amounts = 0;
        await foreach (ColumnBatch batch in table.ReadBatchesAsync(["order_id", "amount", "note"]))
        {
            using (batch)
            {
                rows += batch.RowCount;
                notes += batch.RowCount - batch.Column("note").NullCount;
                for (var row = 0; row < batch.RowCount; row++)
                {
                    orderIds += batch.Column<long>("order_id").Values[row];
                    amounts += batch.Column<long>("amount").Values[row];
                }
            }
        }

        return Answer.Of(rows, orderIds, new DuckDbDecimal(amounts, 2), notes);
    }
}
