using Patterns.Columnar.Parquet.Format;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Parquet.Writing;

public sealed class EncodingChoiceTests
{
    private const int RowCount = 50_000;

    [Fact]
    public async Task Each_column_is_encoded_as_is_smallest()
    {
        using var batch = Columns();

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["sorted"] = "DeltaBinaryPacked",
                ["narrow"] = "DeltaBinaryPacked",
                ["few"] = "RleDictionary",
                ["constant"] = "RleDictionary",
                ["wide"] = "Plain",
                ["day"] = "DeltaBinaryPacked",
                ["share"] = "Plain",
                ["price"] = "RleDictionary",
                ["mode"] = "RleDictionary",
                ["comment"] = "DeltaLengthByteArray",
                ["path"] = "DeltaByteArray",
                ["late"] = "Rle",
                ["random"] = "Plain",
            },
            await EncodingsAsync(batch, null));
    }

    [Fact]
    public async Task Without_deltas_only_plain_values_and_dictionaries_are_used()
    {
        using var batch = Columns();

        var encodings = await EncodingsAsync(batch, new ParquetWriterOptions { AllowDeltas = false });

        Assert.Equal(["Plain", "RleDictionary", "Rle"], encodings.Values.Distinct());
        Assert.Equal("Rle", encodings["late"]);
    }

    [DuckDbFact]
    public async Task Any_encoding_can_be_asked_for_and_is_read_by_us_and_DuckDb()
    {
        using var folder = new TemporaryDirectory();
        using var duckDb = DuckDb.OpenInMemory();
        using var batch = RandomBatch.Create(RandomBatch.EveryPrimitive(nullable: true), 3000, new Random(3));
        foreach (var encoding in Enum.GetValues<ParquetEncoding>())
        {
            var options = new ParquetWriterOptions { Columns = new Dictionary<string, ParquetColumnOptions>(Choices(batch.Schema, encoding)), PageRowLimit = 700 };
            var file = await ParquetBytes.WriteAsync(batch.Schema, options, batch);
            await File.WriteAllBytesAsync(folder["ours.parquet"], file);

            Cell.AssertEqual([.. Cell.Rows(batch)], await ParquetBytes.ReadRowsAsync(file), $"ours, {encoding}");
            Cell.AssertEqual([.. Cell.Rows(batch)], [.. Cell.Rows(duckDb.Query($"SELECT * FROM '{folder["ours.parquet"]}'"))], $"DuckDB, {encoding}");
            var expected = encoding switch
            {
                ParquetEncoding.Plain => new[] { PageEncoding.Plain, PageEncoding.Rle },
                ParquetEncoding.Dictionary => [PageEncoding.Plain, PageEncoding.RleDictionary, PageEncoding.Rle],
                ParquetEncoding.Delta => [PageEncoding.Plain, PageEncoding.DeltaBinaryPacked, PageEncoding.DeltaByteArray, PageEncoding.DeltaLengthByteArray, PageEncoding.Rle],
                ParquetEncoding.ByteStreamSplit => [PageEncoding.Plain, PageEncoding.ByteStreamSplit, PageEncoding.Rle],
                _ => [],
            };
            await using var opened = await ParquetBytes.OpenAsync(file);
            var chosen = options.Columns.Keys.Select(name => opened.RowGroups[0].Metadata.Columns[batch.Schema.IndexOf(name)]);
            Assert.All(chosen.SelectMany(static chunk => chunk.Encodings), actual => Assert.True(expected.Length == 0 || expected.Contains(actual)));
        }
    }

    [Fact]
    public void Options_of_columns_that_do_not_exist_or_do_not_fit_are_refused()
    {
        var schema = new Schema(new Field("a", DataType.Float64), new Field("l", DataType.List(DataType.Boolean, false)));

        Assert.Contains("'b', but the columns of the file are 'a', 'l.list.element'", Refused("b", ParquetEncoding.Plain), StringComparison.Ordinal);
        Assert.Contains("'a' is double, which cannot be encoded as Delta", Refused("a", ParquetEncoding.Delta), StringComparison.Ordinal);
        Assert.Contains("'l.list.element' is boolean", Refused("l.list.element", ParquetEncoding.Dictionary), StringComparison.Ordinal);

        string Refused(string column, ParquetEncoding encoding) => Assert.Throws<ArgumentException>(() => ParquetWriter.Create(
            Stream.Null, schema, new ParquetWriterOptions { Columns = new Dictionary<string, ParquetColumnOptions> { [column] = new() { Encoding = encoding } } })).Message;
    }

    private static IEnumerable<KeyValuePair<string, ParquetColumnOptions>> Choices(Schema schema, ParquetEncoding encoding)
    {
        foreach (var field in schema.Fields)
        {
            var isWide = field.Type is DecimalType { Precision: > 18 };
            var isFloat = field.Type.Kind is DataTypeKind.Float32 or DataTypeKind.Float64;
            var fits = encoding switch
            {
                ParquetEncoding.Dictionary => field.Type.Kind != DataTypeKind.Boolean,
                ParquetEncoding.Delta => !isWide && !isFloat && field.Type.Kind != DataTypeKind.Boolean,
                ParquetEncoding.ByteStreamSplit => isFloat,
                _ => true,
            };
            if (fits)
            {
                yield return new(field.Name, new ParquetColumnOptions { Encoding = encoding });
            }
        }
    }

    private static ColumnBatch Columns()
    {
        var schema = new Schema(
            new Field("sorted", DataType.Int64), new Field("narrow", DataType.Int64), new Field("few", DataType.Int64), new Field("constant", DataType.Int32),
            new Field("wide", DataType.Int64), new Field("day", DataType.Date), new Field("share", DataType.Float64), new Field("price", DataType.Decimal(30, 2)),
            new Field("mode", DataType.String), new Field("comment", DataType.String), new Field("path", DataType.String), new Field("late", DataType.Boolean),
            new Field("random", DataType.Boolean));
        var random = new Random(8);
        using var builder = new ColumnBatchBuilder(schema);
        for (var row = 0; row < RowCount; row++)
        {
            builder.Fixed<long>(0).Append((1L << 40) + (row * 3));
            builder.Fixed<long>(1).Append(random.Next(1_000_000));
            builder.Fixed<long>(2).Append(random.Next(10) * 1_000_000_000L);
            builder.Fixed<int>(3).Append(77);
            builder.Fixed<long>(4).Append(random.NextInt64(long.MinValue, long.MaxValue));
            builder.Fixed<int>(5).Append(20_000 + (row / 20));
            builder.Fixed<double>(6).Append(random.NextDouble());
            builder.Fixed<Int128>(7).Append(random.Next(300));
            builder.Binary(8).Append(random.Next(2) == 0 ? "by sea" : "by air");
            builder.Binary(9).Append($"{random.NextInt64()} {random.NextInt64()}");
            builder.Binary(10).Append($"/archive/2026/month/day/file-{row:D8}.txt");
            ((BooleanColumnBuilder)builder.Columns[11]).Append(row > 30_000);
            ((BooleanColumnBuilder)builder.Columns[12]).Append(random.Next(2) == 0);
        }

        return builder.Build();
    }

    private static async Task<Dictionary<string, string>> EncodingsAsync(ColumnBatch batch, ParquetWriterOptions? options)
    {
        var bytes = await ParquetBytes.WriteAsync(batch.Schema, options, batch);
        Cell.AssertEqual([.. Cell.Rows(batch)], await ParquetBytes.ReadRowsAsync(bytes), "copy");
        await using var file = await ParquetBytes.OpenAsync(bytes);
        return file.RowGroups[0].Metadata.Columns.ToDictionary(
            static chunk => chunk.Path[0],
            static chunk => string.Join(' ', chunk.EncodingCounts.Where(static count => count.Kind == PageKind.Data).Select(static count => count.Encoding)));
    }
}
