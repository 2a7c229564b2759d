using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet;

public sealed class ParquetFileTests
{
    private static readonly Schema Three = new(new Field("a", DataType.Int64), new Field("b", DataType.String), new Field("c", DataType.Boolean));

    [Fact]
    public async Task Only_the_columns_asked_for_are_read_in_the_order_asked_for()
    {
        using var batch = RandomBatch.Create(Three, 100, new Random(1));
        var file = await ParquetBytes.WriteAsync(Three, null, batch);

        var rows = await ParquetBytes.ReadRowsAsync(file, null, "c", "a");

        Cell.AssertEqual([.. Cell.Rows(batch).Select(static row => new[] { row[2], row[0] })], rows, "c, a");
        await Assert.ThrowsAsync<ArgumentException>(() => ParquetBytes.ReadRowsAsync(file, null, "d"));
    }

    [Fact]
    public async Task Without_columns_the_batches_still_have_rows()
    {
        using var batch = RandomBatch.Create(Three, 70_000, new Random(1));
        await using var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(Three, null, batch));

        var rows = 0;
        await foreach (var read in file.ReadAsync([]))
        {
            Assert.Empty(read.Columns);
            rows += read.RowCount;
        }

        Assert.Equal(70_000, rows);
    }

    [Fact]
    public async Task Row_groups_can_be_read_by_several_threads_at_once()
    {
        using var batch = RandomBatch.Create(Three, 20_000, new Random(2));
        await using var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(Three, new ParquetWriterOptions { RowGroupRowLimit = 1_700 }, batch));

        var parts = await Task.WhenAll(file.RowGroups.Select(rowGroup => Task.Run(() => ReadAsync(file, rowGroup.Index))));

        Cell.AssertEqual([.. Cell.Rows(batch)], [.. parts.SelectMany(static part => part)], "parallel");
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadRowGroupsAsync(11..13));
    }

    [Fact]
    public async Task Batches_outlive_the_file_and_the_read()
    {
        using var batch = RandomBatch.Create(Three, 5_000, new Random(3));
        var batches = new List<ColumnBatch>();
        await using (var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(Three, null, batch), new ParquetReaderOptions { BatchRowCount = 999 }))
        {
            await foreach (var read in file.ReadAsync())
            {
                batches.Add(read);
            }
        }

        Cell.AssertEqual([.. Cell.Rows(batch)], [.. batches.SelectMany(Cell.Rows)], "kept");
        batches.ForEach(static read => read.Dispose());
    }

    [Theory]
    [InlineData("", "fewer than the 12")]
    [InlineData("not a parquet file at all", "does not end with PAR1")]
    [InlineData("PAR1 some bytes \x10\0\0\0PARE", "footer is encrypted")]
    [InlineData("PAR1 some bytes \xFF\xFF\0\0PAR1", "a footer of 65535 bytes in a file of 24 bytes")]
    [InlineData("PAR1\0\x01\0\0\0PAR1", "the footer has no schema")]
    public async Task What_is_not_a_parquet_file_is_refused_with_the_reason(string content, string expected)
    {
        var error = await Assert.ThrowsAsync<ParquetFormatException>(
            () => ParquetBytes.OpenAsync([.. content.Select(static character => (byte)character)]));

        Assert.Equal(("parquet.format", "file.parquet", null), (error.Code, error.File, error.Column));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_page_is_reported_with_column_page_and_offset()
    {
        var schema = new Schema(new Field("first", DataType.Int64), new Field("second", DataType.Int64, nullable: false));
        using var batch = RandomBatch.Create(schema, 1_000, new Random(4));
        var file = await ParquetBytes.WriteAsync(
            schema, new ParquetWriterOptions { PageRowLimit = 100, DictionaryByteLimit = 0, Compression = Compression.Uncompressed }, batch);
        await using var opened = await ParquetBytes.OpenAsync(file);
        var offset = opened.RowGroups[0].Metadata.Columns[1].DataPageOffset;
        file.AsSpan((int)offset, 4).Fill(0xFF);

        var error = await Assert.ThrowsAsync<ParquetFormatException>(() => ParquetBytes.ReadRowsAsync(file));

        Assert.Equal(("second", 0, offset), (error.Column, error.Page, error.Offset));
        Assert.Contains($"'file.parquet', column 'second', page 0, offset {offset}", error.Message, StringComparison.Ordinal);
    }

    private static async Task<List<string[]>> ReadAsync(ParquetFile file, int rowGroup)
    {
        var rows = new List<string[]>();
        await foreach (var batch in file.ReadRowGroupsAsync(rowGroup..(rowGroup + 1)))
        {
            using (batch)
            {
                rows.AddRange(Cell.Rows(batch));
            }
        }

        return rows;
    }
}
