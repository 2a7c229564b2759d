using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Benchmarks.Data;

/// <summary>Sales as batches with the columns region, customer and amount.</summary>
internal static class SalesBatches
{
    private const int RowsPerBatch = 65_536;

    private static readonly Schema Schema = new(
        new Field("region", DataType.String, nullable: false),
        new Field("customer", DataType.Int64, nullable: false),
        new Field("amount", DataType.Decimal(18, 2), nullable: false));

    /// <summary>All rows. The caller disposes the batches.</summary>
    public static ColumnBatch[] Build(Sales sales) =>
        [.. Enumerable.Range(0, (sales.Rows + RowsPerBatch - 1) / RowsPerBatch)
            .Select(index => Build(sales, index * RowsPerBatch, Math.Min(RowsPerBatch, sales.Rows - (index * RowsPerBatch))))];

    /// <summary>All rows as they come out of a Parquet file, which holds the regions as codes of a dictionary. The caller disposes the batches.</summary>
    public static async Task<ColumnBatch[]> BuildWithCodesAsync(Sales sales)
    {
        var bytes = new MemoryStream();
        await using (ParquetWriter writer = ParquetWriter.Create(bytes, Schema))
        {
            foreach (ColumnBatch batch in Build(sales))
            {
                using (batch)
                {
                    await writer.WriteAsync(batch);
                }
            }

            await writer.CompleteAsync();
        }

        var store = new MemoryObjectStore();
        await store.PutAsync("sales.parquet", bytes.ToArray());
        await using ParquetFile file = await ParquetFile.OpenAsync(store, "sales.parquet");
        return await file.ReadAsync().ToArrayAsync();
    }

    /// <summary>Some rows in one batch.</summary>
    public static ColumnBatch Build(Sales sales, int start, int count)
    {
        using var builder = new ColumnBatchBuilder(Schema);
        foreach (int code in sales.RegionCodes.AsSpan(start, count))
        {
            builder.Binary(0).Append(Sales.Regions[code]);
        }

        builder.Fixed<long>(1).Append(sales.Customers.AsSpan(start, count));
        builder.Fixed<long>(2).Append(sales.Amounts.AsSpan(start, count));
        return builder.Build();
    }
}
