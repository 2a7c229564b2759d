using Patterns.Benchmarks.Allocations;
using Patterns.Benchmarks.Data;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables;

namespace Patterns.Benchmarks.Tables;

/// <summary>What tables allocate per row written and read.</summary>
internal static class TablesAllocations
{
    private const int Rows = 200_000;

    public static IReadOnlyList<AllocationCase> Cases { get; } =
    [
        new("tables/append-objects", BytesPerRow: 8, AppendAsync),
        new("tables/scan", BytesPerRow: 4, ScanAsync),
    ];

    private static async Task<AllocationProbe> AppendAsync()
    {
        Order[] orders = [.. Orders.Generate(Rows)];
        BenchData.Scratch scratch = BenchData.CreateScratch();
        var store = new TableStore(new FileObjectStore(scratch.Path));
        Table<Order> table = await store.CreateAsync<Order>("orders");
        return new AllocationProbe(Rows, async () => (await table.AppendAsync(orders)).RowCount) { Owned = [scratch] };
    }

    private static async Task<AllocationProbe> ScanAsync()
    {
        var store = new TableStore(new MemoryObjectStore());
        Table<Order> table = await store.CreateAsync<Order>("orders");
        await table.AppendAsync(Orders.Generate(Rows));
        return new AllocationProbe(Rows, () => CountAsync(table.Untyped));
    }

    private static async Task<long> CountAsync(Table table)
    {
        long rows = 0;
        await foreach (ColumnBatch batch in table.ReadBatchesAsync())
        {
            rows += batch.RowCount;
            batch.Dispose();
        }

        return rows;
    }
}
