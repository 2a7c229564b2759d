using Patterns.Columnar.Parquet.Format;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet;

public sealed class ParquetWriterTests
{
    private static readonly Schema Numbers = new(new Field("n", DataType.Int64, nullable: false));

    [Fact]
    public async Task Texts_with_few_values_are_read_as_codes_and_written_from_codes()
    {
        var schema = new Schema(new Field("text", DataType.String));
        using var batch = Texts(schema, 20_000, static row => row % 13 == 0 ? null : $"value {row % 5}");
        await using var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(schema, null, batch));

        var copies = new List<ColumnBatch>();
        await foreach (var read in file.ReadAsync())
        {
            copies.Add(read);
        }

        Assert.All(copies, static copy => Assert.Equal(5, Assert.IsType<DictionaryBinaryColumn>(copy.Columns[0]).Dictionary.Length));
        var again = await ParquetBytes.WriteAsync(schema, null, [.. copies]);
        Cell.AssertEqual([.. Cell.Rows(batch)], await ParquetBytes.ReadRowsAsync(again), "copy");
        copies.ForEach(static copy => copy.Dispose());
    }

    [Fact]
    public async Task A_dictionary_is_given_up_when_nearly_every_value_is_new()
    {
        var schema = new Schema(new Field("text", DataType.String));
        using var distinct = Texts(schema, 10_000, static row => $"value {row}");
        using var repeated = Texts(schema, 10_000, static row => $"value {row % 100}");

        Assert.Equal([PageEncoding.DeltaByteArray], await DataEncodingsAsync(schema, distinct));
        Assert.Equal([PageEncoding.RleDictionary], await DataEncodingsAsync(schema, repeated));
    }

    [Fact]
    public async Task A_batch_may_cross_the_point_where_the_dictionary_was_given_up()
    {
        var schema = new Schema(new Field("text", DataType.String));
        using var batch = Texts(schema, 60_000, static row => row % 11 == 0 ? null : row < 30_000 ? $"few {row % 100}" : $"many {row}");
        var options = new ParquetWriterOptions { DictionaryByteLimit = 20_000, PageRowLimit = 7_000 };

        var file = await ParquetBytes.WriteAsync(schema, options, batch);

        Assert.Equal([PageEncoding.RleDictionary, PageEncoding.DeltaByteArray], await DataEncodingsAsync(schema, batch, options));
        Cell.AssertEqual([.. Cell.Rows(batch)], await ParquetBytes.ReadRowsAsync(file), "mixed");
    }

    [Fact]
    public async Task Row_groups_end_at_their_limit_whatever_the_batches_are()
    {
        using var batch = Count(10_000);
        using var file = new MemoryStream();
        await using var writer = ParquetWriter.Create(file, Numbers, new ParquetWriterOptions { RowGroupRowLimit = 3_000 });
        await writer.WriteAsync(batch);
        await writer.WriteAsync(batch);
        await writer.CompleteAsync();

        await using var opened = await ParquetBytes.OpenAsync(file.ToArray());

        Assert.Equal([3000L, 3000, 3000, 3000, 3000, 3000, 2000], opened.RowGroups.Select(static rowGroup => rowGroup.RowCount));
    }

    [Fact]
    public async Task The_estimated_size_knows_row_groups_that_are_still_encoded()
    {
        using var batch = Count(1_000);
        using var file = new MemoryStream();
        await using var writer = ParquetWriter.Create(
            file, Numbers, new ParquetWriterOptions { RowGroupRowLimit = 1_000, AllowDeltas = false, Compression = Compression.Uncompressed });
        await writer.WriteAsync(batch);
        var (writtenOfOne, estimatedOfOne) = (writer.BytesWritten, writer.EstimatedByteCount);
        await writer.WriteAsync(batch);
        var (writtenOfTwo, estimatedOfTwo) = (writer.BytesWritten, writer.EstimatedByteCount);
        var summary = await writer.CompleteAsync();

        Assert.Equal((0, 8_000), (writtenOfOne, estimatedOfOne));
        Assert.InRange(writtenOfTwo, 8_000, 8_100);
        Assert.Equal(2 * writtenOfTwo, estimatedOfTwo);
        Assert.Equal(summary.ByteCount, writer.EstimatedByteCount);
    }

    [Fact]
    public async Task A_file_that_was_not_completed_is_unreadable()
    {
        using var file = new MemoryStream();
        await using (var writer = ParquetWriter.Create(file, Numbers, new ParquetWriterOptions { RowGroupRowLimit = 10 }))
        {
            using var batch = Count(100);
            await writer.WriteAsync(batch);
        }

        Assert.True(file.CanWrite && file.Length > 0);
        var error = await Assert.ThrowsAsync<ParquetFormatException>(() => ParquetBytes.OpenAsync(file.ToArray()));
        Assert.Contains("does not end with PAR1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_that_does_not_fit_is_refused_and_leaves_the_writer_as_it_was()
    {
        using var file = new MemoryStream();
        await using var writer = ParquetWriter.Create(file, Numbers);
        using var good = Count(3);
        using var nulls = new ColumnBatch(new Schema(new Field("n", DataType.Int64)), Nulls());
        using var renamed = new ColumnBatch(new Schema(new Field("m", DataType.Int64)), Nulls());
        using var wider = new ColumnBatch(new Schema(new Field("n", DataType.Int64), new Field("m", DataType.Int64)), Nulls(), Nulls());

        await writer.WriteAsync(good);
        var noNull = await Assert.ThrowsAsync<ArgumentException>(() => writer.WriteAsync(nulls));
        await Assert.ThrowsAsync<ArgumentException>(() => writer.WriteAsync(renamed));
        await Assert.ThrowsAsync<ArgumentException>(() => writer.WriteAsync(wider));
        var summary = await writer.CompleteAsync();

        Assert.Contains("'n' of the file is NOT NULL, but 1 of the batch's rows", noNull.Message, StringComparison.Ordinal);
        Assert.Equal(3, summary.RowCount);
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.WriteAsync(good));

        static Column Nulls()
        {
            using var builder = ColumnBuilder.Create(DataType.Int64);
            builder.AppendNull();
            return builder.Build();
        }
    }

    [Fact]
    public async Task A_decimal_with_more_digits_than_its_type_is_refused()
    {
        var schema = new Schema(new Field("price", DataType.Decimal(5, 2)));
        using var builder = new ColumnBatchBuilder(schema);
        builder.Fixed<long>(0).Append([99_999, 100_000]);
        using var batch = builder.Build();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => ParquetBytes.WriteAsync(schema, null, batch));

        Assert.Contains("'price' is decimal(5,2)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_checked_with_their_limits()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => ParquetWriter.Create(Stream.Null, Numbers, new ParquetWriterOptions { PageByteLimit = 0 }));

        Assert.Contains("PageByteLimit is 1 to 268435456 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_without_columns_keeps_its_rows()
    {
        using var batch = new ColumnBatch(Schema.Empty, 7, []);

        await using var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(Schema.Empty, null, batch));

        Assert.Equal((7, 0), (file.RowCount, file.Schema.Count));
    }

    private static ColumnBatch Count(int rows)
    {
        using var builder = new ColumnBatchBuilder(Numbers);
        for (var row = 0; row < rows; row++)
        {
            builder.Fixed<long>(0).Append(row);
        }

        return builder.Build();
    }

    private static ColumnBatch Texts(Schema schema, int rows, Func<int, string?> text)
    {
        using var builder = new ColumnBatchBuilder(schema);
        for (var row = 0; row < rows; row++)
        {
            builder.Binary(0).Append(text(row));
        }

        return builder.Build();
    }

    private static async Task<IEnumerable<PageEncoding>> DataEncodingsAsync(Schema schema, ColumnBatch batch, ParquetWriterOptions? options = null)
    {
        await using var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(schema, options, batch));
        return [.. file.RowGroups[0].Metadata.Columns[0].EncodingCounts.Where(static count => count.Kind == PageKind.Data).Select(static count => count.Encoding)];
    }
}
