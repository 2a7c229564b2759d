using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Parquet;

/// <summary>Pages that the page index rules out are not read, and no row is lost.</summary>
public sealed class PageSkippingTests
{
    private const int Rows = 6_000;
    private const int RowGroupRows = 2_500;

    private static readonly string[] Filters =
    [
        "n < 100", "n BETWEEN 3000 AND 3010", "n IN (7, 2499, 2500, 5999)", "n >= 5990", "n < 0", "n >= 0", "text = 'value 3'", "text = 'value 3' AND n > 4000",
        "text < 'value 02'", "n % 1000 = 7 AND n > 1500", "step = 30 AND n < 3100", "text IS NULL", "NOT (n > 50)", "step IS NULL OR n = 5999", "n = 42 OR n = 4242",
    ];

    [Fact]
    public async Task Filtered_rows_are_those_of_the_whole_file_whatever_the_pages_are()
    {
        using var batch = Create(out var schema);
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var file = await WriteAsync(schema, batch, random.Next(20, 700), random.Next(2) * 100_000);
            var options = new ParquetReaderOptions { BatchRowCount = random.Next(1, 900), ReadByteCount = 4096 << random.Next(4) };
            await using var opened = await ParquetBytes.OpenAsync(file, options);

            foreach (var text in Filters)
            {
                var filter = Expression.Parse(text);
                using var expected = filter.Bind(schema).Filter(batch);
                using var selected = expected.Select("tags", "text", "id");

                Cell.AssertEqual([.. Cell.Rows(expected)], await RowsAsync(opened.ReadAsync(filter: filter)), $"{text}, seed {seed}");
                Cell.AssertEqual([.. Cell.Rows(selected)], await RowsAsync(opened.ReadAsync(["tags", "text", "id"], filter)), $"three columns, {text}, seed {seed}");
            }
        }
    }

    [Fact]
    public async Task A_narrow_filter_reads_little_of_the_file()
    {
        using var batch = Create(out var schema);
        await using var recorder = new RangeRecorder(await WriteAsync(schema, batch, 100, 0));
        await using var file = await ParquetFile.OpenAsync(recorder, new ParquetReaderOptions { ReadByteCount = 4096 });

        var before = recorder.ReadBytes;
        var rows = await RowsAsync(file.ReadAsync(["id", "text"], Expression.Parse("n = 4321")));
        var narrow = recorder.ReadBytes - before;
        await RowsAsync(file.ReadAsync(["id", "text"], Expression.Parse("n >= 0")));
        var whole = recorder.ReadBytes - before - narrow;

        Assert.Single(rows);
        Assert.True(narrow < whole / 4, $"{narrow} of {whole} bytes were read");
    }

    [Fact]
    public async Task Row_groups_that_statistics_rule_out_are_not_read()
    {
        using var batch = Create(out var schema);
        await using var recorder = new RangeRecorder(await ParquetBytes.WriteAsync(schema, new ParquetWriterOptions { RowGroupRowLimit = RowGroupRows }, batch));
        await using var file = await ParquetFile.OpenAsync(recorder);
        var before = recorder.ReadBytes;

        Assert.Empty(await RowsAsync(file.ReadAsync(filter: Expression.Parse("n > 10000"))));
        Assert.Equal(before, recorder.ReadBytes);
    }

    [Fact]
    public async Task Pages_without_a_wanted_row_are_not_even_looked_at_where_there_is_no_index()
    {
        using var batch = Create(out var schema);
        var file = await ParquetBytes.WriteAsync(schema, new ParquetWriterOptions { PageRowLimit = 100, DictionaryByteLimit = 0 }, batch);
        file = PageIndexes.Remove(file);
        await using (var good = await ParquetBytes.OpenAsync(file))
        {
            // Damage in the middle of the column, in the page of row 3000 or the one beside it.
            var chunk = good.RowGroups[0].Metadata.Columns[4];
            var middle = (int)(chunk.DataPageOffset + (chunk.CompressedByteCount / 2));
            file.AsSpan(middle, 8).Reverse();
        }

        await using var damaged = await ParquetBytes.OpenAsync(file);

        Assert.Equal(3, (await RowsAsync(damaged.ReadAsync(["id"], Expression.Parse("n IN (3, 77, 5950)")))).Count);
        await Assert.ThrowsAsync<ParquetFormatException>(() => RowsAsync(damaged.ReadAsync(["id"], Expression.Parse("n BETWEEN 2800 AND 3200"))));
        await Assert.ThrowsAsync<ParquetFormatException>(() => RowsAsync(damaged.ReadAsync(["id"])));
    }

    [Theory]
    [InlineData(7, 0, "rows, but the offset index says")]
    [InlineData(0, 7, "begins")]
    public async Task An_index_that_contradicts_the_pages_is_refused(long rowError, long offsetError, string expected)
    {
        using var batch = Create(out var schema);
        var file = await WriteAsync(schema, batch, 100, 0, rowError, offsetError);
        await using var opened = await ParquetBytes.OpenAsync(file);

        var error = await Assert.ThrowsAsync<ParquetFormatException>(() => RowsAsync(opened.ReadAsync(filter: Expression.Parse("n BETWEEN 250 AND 420"))));

        Assert.Equal("file.parquet", error.File);
        Assert.NotNull(error.Column);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    /// <summary>A writer of Rust or Arrow leaves NaN out of the bounds, although it is larger than every number.</summary>
    [Fact]
    public async Task The_largest_number_of_an_unknown_writer_is_no_bound_where_NaN_may_be()
    {
        var schema = new Schema(new Field("x", DataType.Float64));
        using var builder = new ColumnBatchBuilder(schema);
        builder.Fixed<double>(0).Append([1d, 2d]);
        using var batch = builder.Build();
        var file = await ParquetBytes.WriteAsync(schema, null, batch);
        var name = Encoding.UTF8.GetBytes("Patterns version");
        var foreign = (byte[])file.Clone();
        foreign.AsSpan(foreign.AsSpan().IndexOf(name), name.Length).Fill((byte)'x');

        await using var ours = await ParquetBytes.OpenAsync(file);
        await using var others = await ParquetBytes.OpenAsync(foreign);

        Assert.Equal((1d, 2d), (ours.RowGroups[0].Statistics["x"].Min, ours.RowGroups[0].Statistics["x"].Max));
        Assert.Equal((1d, null), (others.RowGroups[0].Statistics["x"].Min, others.RowGroups[0].Statistics["x"].Max));
    }

    /// <summary>Its pages are of 20 rows or so, with both indexes by Impala.</summary>
    [SharedFact("corpora/parquet-testing")]
    public async Task Tiny_pages_of_another_writer_are_skipped_without_losing_rows()
    {
        foreach (var name in new[] { "alltypes_tiny_pages.parquet", "alltypes_tiny_pages_plain.parquet" })
        {
            await using var recorder = new RangeRecorder(await File.ReadAllBytesAsync(SharedFiles.Path($"corpora/parquet-testing/data/{name}")));
            await using var file = await ParquetFile.OpenAsync(recorder, new ParquetReaderOptions { Nanoseconds = NanosecondHandling.Floor, ReadByteCount = 4096 });
            var all = await RowsAsync(file.ReadAsync(["id", "timestamp_col"]));
            var whole = recorder.ReadBytes;
            Assert.NotNull(file.RowGroups[0].Metadata.Columns[0].ColumnIndexOffset);
            foreach (var (text, keep) in new (string, Func<int, bool>)[]
            {
                ("id BETWEEN 100 AND 140", static id => id is >= 100 and <= 140), ("id = 7299 OR id < 3", static id => id is 7299 or < 3),
            })
            {
                var before = recorder.ReadBytes;

                var rows = await RowsAsync(file.ReadAsync(["id", "timestamp_col"], Expression.Parse(text)));

                Cell.AssertEqual([.. all.Where(row => keep(int.Parse(row[0], CultureInfo.InvariantCulture)))], rows, $"{name}, {text}");

                // The other file's columns are mostly dictionaries, which are read whole.
                Assert.True(recorder.ReadBytes - before < whole / 2 || name == "alltypes_tiny_pages.parquet", $"{recorder.ReadBytes - before} of {whole} bytes were read for {text}");
            }
        }
    }

    private static ColumnBatch Create(out Schema schema)
    {
        schema = new Schema(
            new Field("n", DataType.Int64, nullable: false), new Field("text", DataType.String), new Field("step", DataType.Int64), new Field("tags", DataType.List(DataType.Int32)),
            new Field("id", DataType.Float64));
        using var builder = new ColumnBatchBuilder(schema);
        for (var row = 0; row < Rows; row++)
        {
            builder.Fixed<long>(0).Append(row);
            builder.Binary(1).Append(row % 17 == 0 ? null : $"value {(row / 300) % 10}{(row % 3 == 0 ? "" : "0")}");
            builder.Fixed<long>(2).Append(row / 1000 == 1 ? null : row / 100);
            var tags = (ListColumnBuilder)builder.Columns[3];
            ((FixedColumnBuilder<int>)tags.Elements).Append([.. Enumerable.Range(row, row % 4)]);
            tags.Append();
            builder.Fixed<double>(4).Append(row * 0.5);
        }

        return builder.Build();
    }

    private static async Task<byte[]> WriteAsync(Schema schema, ColumnBatch batch, int pageRows, int dictionaryBytes, long rowError = 0, long offsetError = 0)
    {
        var options = new ParquetWriterOptions
        {
            RowGroupRowLimit = RowGroupRows,
            PageRowLimit = pageRows,
            DictionaryByteLimit = dictionaryBytes,
            Compression = Compression.Uncompressed,
        };
        var file = await ParquetBytes.WriteAsync(schema, options, batch);
        return PageIndexes.Add(file, (column, rowGroup, first, end) => Bounds(batch, column, (rowGroup * RowGroupRows) + first, (rowGroup * RowGroupRows) + end), (rowError, offsetError));
    }

    private static (byte[] Min, byte[] Max, long Nulls)? Bounds(ColumnBatch batch, string name, long first, long end)
    {
        var column = batch.Column(name);
        var rows = Enumerable.Range((int)first, (int)(end - first)).ToList();
        var nulls = rows.Count(column.IsNull);
        var values = rows.Where(row => !column.IsNull(row)).ToList();
        switch (column)
        {
            case { } when name is "id" or "tags":
                return null;
            case { } when values.Count == 0:
                return ([], [], nulls);
            case FixedColumn<long> numbers:
                return (Plain(values.Min(row => numbers.Values[row])), Plain(values.Max(row => numbers.Values[row])), nulls);
            default:
                var texts = values.Select(row => ((BinaryColumn)batch.Column(name)).GetString(row)!).Order(StringComparer.Ordinal).ToList();
                return (Encoding.UTF8.GetBytes(texts[0]), Encoding.UTF8.GetBytes(texts[^1]), nulls);
        }
    }

    private static byte[] Plain(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }

    private static async Task<List<string[]>> RowsAsync(IAsyncEnumerable<ColumnBatch> batches)
    {
        var rows = new List<string[]>();
        await foreach (var batch in batches)
        {
            using (batch)
            {
                rows.AddRange(Cell.Rows(batch));
            }
        }

        return rows;
    }
}
