using Patterns.Benchmarks.Allocations;
using Patterns.Benchmarks.Data;
using Patterns.Columnar;
using Patterns.Lake;

namespace Patterns.Benchmarks.Lake;

/// <summary>What reading raw files allocates per row.</summary>
internal static class LakeAllocations
{
    private const int Rows = 200_000;

    public static IReadOnlyList<AllocationCase> Cases { get; } =
    [
        new("lake/csv-count", BytesPerRow: 4, async () =>
        {
            LakeDataset orders = await LakeFiles.OpenAsync(OrdersCsv.Ensure(Rows));
            return new AllocationProbe(Rows, () => orders.CountAsync());
        }),
        new("lake/csv-all-columns", BytesPerRow: 4, () => ReadAsync(OrdersCsv.Ensure(Rows))),
        new("lake/ndjson-3-fields", BytesPerRow: 4, () => ReadAsync(EventsNdjson.Ensure(Rows), "id", "type", "created_at")),
        new("lake/ndjson-all-fields", BytesPerRow: 4, () => ReadAsync(EventsNdjson.Ensure(Rows))),
    ];

    private static async Task<AllocationProbe> ReadAsync(string path, params IReadOnlyList<string> columns)
    {
        LakeDataset dataset = await LakeFiles.OpenAsync(path);
        LakeDataset selected = columns.Count == 0 ? dataset : dataset.Select(columns);
        return new AllocationProbe(Rows, () => CountAsync(selected));
    }

    private static async Task<long> CountAsync(LakeDataset dataset)
    {
        long rows = 0;
        await foreach (ColumnBatch batch in dataset.ReadBatchesAsync())
        {
            rows += batch.RowCount;
            batch.Dispose();
        }

        return rows;
    }
}
