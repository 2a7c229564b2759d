using Patterns.Benchmarks.Allocations;
using Patterns.Benchmarks.Data;
using Patterns.Columnar;

namespace Patterns.Benchmarks.Columnar;

/// <summary>What the engine allocates per row once its buffers are pooled.</summary>
internal static class ColumnarAllocations
{
    private const int Rows = 200_000;

    public static IReadOnlyList<AllocationCase> Cases { get; } =
    [
        new("columnar/rows-to-columns", BytesPerRow: 0.5, RowsToColumnsAsync),
    ];

    private static Task<AllocationProbe> RowsToColumnsAsync()
    {
        Order[] orders = [.. Orders.Generate(Rows)];
        var binder = new RowBinder<Order>();
        return Task.FromResult(new AllocationProbe(Rows, () =>
        {
            long rows = 0;
            foreach (ColumnBatch batch in binder.Write(orders.AsEnumerable()))
            {
                rows += batch.RowCount;
                batch.Dispose();
            }

            return Task.FromResult(rows);
        }));
    }
}
