using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet;

/// <summary>Parquet files in memory.</summary>
internal static class ParquetBytes
{
    public static async Task<byte[]> WriteAsync(Schema schema, ParquetWriterOptions? options, params ColumnBatch[] batches)
    {
        using var stream = new MemoryStream();
        await using var writer = ParquetWriter.Create(stream, schema, options);
        foreach (var batch in batches)
        {
            await writer.WriteAsync(batch);
        }

        var summary = await writer.CompleteAsync();
        Assert.Equal(stream.Length, summary.ByteCount);
        Assert.Equal(batches.Sum(static batch => batch.RowCount), summary.RowCount);
        return stream.ToArray();
    }

    public static async Task<ParquetFile> OpenAsync(byte[] file, ParquetReaderOptions? options = null)
    {
        var store = new MemoryObjectStore();
        await store.PutAsync("file.parquet", file);
        return await ParquetFile.OpenAsync(store, "file.parquet", options);
    }

    public static async Task<List<string[]>> ReadRowsAsync(byte[] file, ParquetReaderOptions? options = null, params string[] columns)
    {
        await using var opened = await OpenAsync(file, options);
        var rows = new List<string[]>();
        await foreach (var batch in opened.ReadAsync(columns.Length == 0 ? null : columns))
        {
            using (batch)
            {
                rows.AddRange(Cell.Rows(batch));
            }
        }

        return rows;
    }
}
