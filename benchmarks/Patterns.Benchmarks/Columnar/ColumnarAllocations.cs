using Patterns.Benchmarks.Allocations;
using Patterns.Benchmarks.Data;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Benchmarks.Columnar;

/// <summary>What the engine allocates per row once its buffers are pooled.</summary>
internal static class ColumnarAllocations
{
    private const int Rows = 200_000;

    public static IReadOnlyList<AllocationCase> Cases { get; } =
    [
        new("columnar/rows-to-columns", BytesPerRow: 0.5, RowsToColumnsAsync),
        new("columnar/parquet-write", BytesPerRow: 4, ParquetWriteAsync),
        new("columnar/parquet-scan", BytesPerRow: 2, ParquetScanAsync),
        new("columnar/filter", BytesPerRow: 0.25, FilterAsync),
        new("columnar/expression", BytesPerRow: 0.25, ExpressionAsync),
        new("columnar/group-by", BytesPerRow: 0.5, GroupByAsync),
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

    private static Task<AllocationProbe> ParquetWriteAsync()
    {
        ColumnBatch[] batches = [.. new RowBinder<Order>().Write(Orders.Generate(Rows))];
        return Task.FromResult(new AllocationProbe(Rows, async () => (await WriteAsync(Stream.Null, batches)).RowCount) { Owned = batches });
    }

    private static async Task<AllocationProbe> ParquetScanAsync()
    {
        var bytes = new MemoryStream();
        using (ColumnBatch orders = new RowBinder<Order>().Write([.. Orders.Generate(Rows)]))
        {
            await WriteAsync(bytes, orders);
        }

        var store = new MemoryObjectStore();
        await store.PutAsync("orders.parquet", bytes.ToArray());
        return new AllocationProbe(Rows, () => ScanAsync(store));
    }

    private static Task<AllocationProbe> FilterAsync() => EvaluateAsync("region LIKE 'north%' AND amount > 100", static (condition, batch) =>
    {
        using ColumnBatch kept = condition.Filter(batch);
        return batch.RowCount;
    });

    private static Task<AllocationProbe> ExpressionAsync() => EvaluateAsync("CASE WHEN amount > 100 THEN amount * 2 ELSE customer END", static (expression, batch) =>
    {
        using Column values = expression.Evaluate(batch);
        return values.Length;
    });

    private static Task<AllocationProbe> EvaluateAsync(string text, Func<BoundExpression, ColumnBatch, long> run)
    {
        ColumnBatch[] batches = SalesBatches.Build(Sales.Generate(Rows));
        BoundExpression bound = Expression.Parse(text).Bind(batches[0].Schema);
        return Task.FromResult(new AllocationProbe(Rows, () => Task.FromResult(batches.Sum(batch => run(bound, batch)))) { Owned = batches });
    }

    private static Task<AllocationProbe> GroupByAsync()
    {
        ColumnBatch[] batches = SalesBatches.Build(Sales.Generate(Rows));
        return Task.FromResult(new AllocationProbe(Rows, () =>
        {
            using var regions = new GroupByAggregation(
                batches[0].Schema,
                [new NamedExpression("region", Expression.Parse("region"))],
                [new NamedAggregate("rows", Aggregate.Count()), new NamedAggregate("total", Aggregate.Sum(Expression.Parse("amount")))]);
            Array.ForEach(batches, regions.Add);
            using ColumnBatch groups = regions.Finish();
            long rows = 0;
            foreach (long count in groups.Column<long>("rows").Values)
            {
                rows += count;
            }

            return Task.FromResult(rows);
        })
        { Owned = batches });
    }

    private static async Task<ParquetWriteSummary> WriteAsync(Stream stream, params ColumnBatch[] batches)
    {
        await using ParquetWriter writer = ParquetWriter.Create(stream, batches[0].Schema);
        foreach (ColumnBatch batch in batches)
        {
            await writer.WriteAsync(batch);
        }

        return await writer.CompleteAsync();
    }

    private static async Task<long> ScanAsync(IObjectStore store)
    {
        long rows = 0;
        await using ParquetFile file = await ParquetFile.OpenAsync(store, "orders.parquet");
        await foreach (ColumnBatch batch in file.ReadAsync())
        {
            rows += batch.RowCount;
            batch.Dispose();
        }

        return rows;
    }
}
