using Patterns.Columnar.Memory;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Parquet;

/// <summary>What a scan needs depends on its options, its columns and the pages, not on the number of rows.</summary>
[Collection(AloneCollection.Name)]
public sealed class ScanMemoryTests
{
    private static readonly Schema Three = new(new Field("n", DataType.Int64), new Field("x", DataType.Float64, nullable: false), new Field("text", DataType.String));

    [Fact]
    public async Task The_memory_of_a_scan_does_not_grow_with_the_file()
    {
        var options = new ParquetReaderOptions { BatchRowCount = 4096, ReadByteCount = 64 << 10 };
        var small = await WriteAsync(40_000);
        var large = await WriteAsync(400_000);
        var (ofSmall, ofLarge) = (await PeakAsync(small, options), await PeakAsync(large, options));

        Assert.True(large.Length > 4 * ofLarge, $"{ofLarge} bytes at a time for a file of {large.Length}");
        Assert.True(ofLarge <= ofSmall + (ofSmall / 4), $"{ofLarge} bytes at a time for 400,000 rows, {ofSmall} for 40,000");
        Assert.True(await PeakAsync(large, options, Expression.Parse("n % 10 = 3")) <= 2 * ofLarge);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("n % 10 = 3")]
    [InlineData("n % 1000 = 3 OR n > 200000")]
    public async Task A_scan_of_a_file_larger_than_the_memory_limit_stays_inside_it(string? filter)
    {
        const long Limit = 2 << 20;
        var file = await WriteAsync(
            400_000, new ParquetWriterOptions { RowGroupRowLimit = 50_000, PageRowLimit = 10_000, DictionaryByteLimit = 0, AllowDeltas = false, Compression = Compression.Uncompressed });
        var condition = filter is null ? null : Expression.Parse(filter);

        var unlimited = await PeakAsync(file, new ParquetReaderOptions(), condition);
        var limited = await PeakAsync(file, new ParquetReaderOptions { MemoryLimit = Limit }, condition);

        Assert.True(file.Length > 2 * Limit, $"a file of {file.Length} bytes");
        Assert.True(unlimited > Limit, $"{unlimited} bytes at a time without the limit");
        Assert.InRange(limited, Limit / 16, Limit);
    }

    [Fact]
    public async Task Compressed_files_are_read_within_the_limit_as_well_and_give_the_same_rows()
    {
        var file = await WriteAsync(200_000, new ParquetWriterOptions { PageRowLimit = 10_000 });
        await using var plain = await ParquetBytes.OpenAsync(file);
        await using var limited = await ParquetFile.OpenAsync(new RangeRecorder(file), new ParquetReaderOptions { MemoryLimit = 2 << 20 });

        Assert.Equal(await RowsAsync(plain), await RowsAsync(limited));
        Assert.InRange(await PeakAsync(file, new ParquetReaderOptions { MemoryLimit = 2 << 20 }), 1, 2 << 20);
    }

    [Fact]
    public async Task Pages_that_do_not_fit_into_the_limit_are_refused_with_what_they_need()
    {
        var file = await WriteAsync(100_000, new ParquetWriterOptions { PageRowLimit = 100_000, PageByteLimit = 4 << 20, DictionaryByteLimit = 0, AllowDeltas = false, Compression = Compression.Uncompressed });
        var before = BufferPool.Shared.RentedBytes;

        var error = await Assert.ThrowsAsync<ParquetMemoryException>(() => ScanAsync(file, new ParquetReaderOptions { MemoryLimit = 1 << 20 }, filter: null));

        Assert.Equal(("parquet.memory", "n", 1L << 20), (error.Code, error.Column, error.MemoryLimit));
        Assert.True(error.NeededByteCount > 1 << 19);
        Assert.Contains("Read fewer columns at a time, raise ParquetReaderOptions.MemoryLimit", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, BufferPool.Shared.RentedBytes);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ParquetFile.OpenAsync(new RangeRecorder(file), new ParquetReaderOptions { MemoryLimit = 1000 }));
    }

    [Fact]
    public async Task Whoever_stops_in_the_middle_gives_all_memory_back()
    {
        var file = await WriteAsync(40_000);
        var before = BufferPool.Shared.RentedBytes;
        await using (var opened = await ParquetBytes.OpenAsync(file))
        {
            await foreach (var batch in opened.ReadAsync(filter: Expression.Parse("n % 10 = 3")))
            {
                batch.Dispose();
                break;
            }
        }

        Assert.Equal(before, BufferPool.Shared.RentedBytes);
    }

    [OptimizedFact]
    public async Task Rows_cost_no_garbage_once_buffers_are_pooled()
    {
        var (small, large) = (await WriteAsync(100_000), await WriteAsync(300_000));
        foreach (var filter in new[] { null, Expression.Parse("n % 100 = 3") })
        {
            await AllocatedAsync(large, filter);
            var perRow = (await AllocatedAsync(large, filter) - await AllocatedAsync(small, filter)) / 200_000d;

            Assert.True(perRow < 0.5, $"{perRow} bytes per row with the filter {filter}");
        }
    }

    private static async Task<List<string>> RowsAsync(ParquetFile file)
    {
        var rows = new List<string>();
        await foreach (var batch in file.ReadAsync())
        {
            using (batch)
            {
                rows.AddRange(Enumerable.Range(0, batch.RowCount).Select(row => string.Join('|', batch.Columns.Select(column => column.GetValue(row)))));
            }
        }

        return rows;
    }

    private static async Task<byte[]> WriteAsync(int rows, ParquetWriterOptions? options = null)
    {
        options ??= new ParquetWriterOptions { RowGroupRowLimit = 50_000, PageRowLimit = 25_000, DictionaryByteLimit = 0, Compression = Compression.Uncompressed };
        using var builder = new ColumnBatchBuilder(Three);
        for (var row = 0; row < rows; row++)
        {
            builder.Fixed<long>(0).Append(row % 7 == 0 ? null : row);
            builder.Fixed<double>(1).Append(row / 3d);
            builder.Binary(2).Append($"row {row:d7}");
        }

        using var batch = builder.Build();
        return await ParquetBytes.WriteAsync(Three, options, batch);
    }

    private static async Task<long> PeakAsync(byte[] file, ParquetReaderOptions options, Expression? filter = null)
    {
        var before = BufferPool.Shared.RentedBytes;
        BufferPool.Shared.StartPeak();
        await ScanAsync(file, options, filter);
        return BufferPool.Shared.PeakBytes - before;
    }

    private static async Task<long> AllocatedAsync(byte[] file, Expression? filter)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        await ScanAsync(file, null, filter);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static async Task ScanAsync(byte[] file, ParquetReaderOptions? options, Expression? filter)
    {
        await using var opened = await ParquetFile.OpenAsync(new RangeRecorder(file), options);
        await foreach (var batch in opened.ReadAsync(filter: filter))
        {
            batch.Dispose();
        }
    }
}
