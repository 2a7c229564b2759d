using Patterns.Columnar.Parquet;
using Patterns.Columnar.Parquet.Bloom;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Parquet.Bloom;

public sealed class BloomFilterTests : IDisposable
{
    private static readonly Schema Schema = new(
        new Field("number", DataType.Int64), new Field("small", DataType.Int32), new Field("share", DataType.Float64), new Field("text", DataType.String),
        new Field("price", DataType.Decimal(25, 2)), new Field("coded", DataType.String));

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.01)]
    [InlineData(0.0001)]
    public void Values_that_were_added_are_found_and_few_others_are(double rate)
    {
        const int Count = 20_000;
        var filter = BloomFilter.Create(Count, rate);
        for (var value = 0; value < Count; value++)
        {
            filter.Add(BloomFilter.Hash(BitConverter.GetBytes(value)));
        }

        var read = BloomFilter.Read(filter.ToBytes());
        for (var value = 0; value < Count; value++)
        {
            Assert.True(read.MightContain(BloomFilter.Hash(BitConverter.GetBytes(value))));
        }

        var wrong = Enumerable.Range(Count, 100_000).Count(value => read.MightContain(BloomFilter.Hash(BitConverter.GetBytes(value))));
        Assert.InRange(wrong / 100_000.0, 0, rate * 1.2);
    }

    [Fact]
    public void A_filter_that_is_cut_or_of_another_kind_is_refused()
    {
        var bytes = BloomFilter.Create(10, 0.01).ToBytes();

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<CorruptDataException>(() => BloomFilter.Read(bytes.AsSpan(0, length)));
        }

        bytes[3] = 0x2C;
        Assert.Throws<CorruptDataException>(() => BloomFilter.Read(bytes));
    }

    [Fact]
    public async Task Columns_get_a_filter_by_request_over_all_their_values()
    {
        using var batch = Rows();
        var bytes = await ParquetBytes.WriteAsync(Schema, Options(0.01), batch, batch);
        await using var file = await ParquetBytes.OpenAsync(bytes);
        Assert.Equal([3000L, 3000], file.RowGroups.Select(static rowGroup => rowGroup.RowCount));

        foreach (var chunk in file.RowGroups.SelectMany(static rowGroup => rowGroup.Metadata.Columns))
        {
            Assert.Equal(chunk.Path[0] == "share", chunk.BloomFilterOffset is null);
            if (chunk.BloomFilterOffset is { } offset)
            {
                var filter = BloomFilter.Read(bytes.AsSpan((int)offset, chunk.BloomFilterLength!.Value));
                for (var row = 0; row < 3000; row += 7)
                {
                    Assert.True(filter.MightContain(BloomFilter.Hash(Plain(chunk.Path[0], row))), $"{chunk.Path[0]} {row}");
                }

                Assert.InRange(Enumerable.Range(100_000, 1000).Count(row => filter.MightContain(BloomFilter.Hash(Plain(chunk.Path[0], row)))), 0, 40);
            }
        }
    }

    [DuckDbFact]
    public async Task DuckDb_rules_row_groups_out_by_our_filters()
    {
        using var duckDb = DuckDb.OpenInMemory();
        using var batch = Rows();
        await File.WriteAllBytesAsync(_folder["ours.parquet"], await ParquetBytes.WriteAsync(Schema, Options(0.001), batch));

        foreach (var (column, present, absent) in new[] { ("number", "2100", "2101"), ("text", "'text 2100'", "'text x'"), ("coded", "'code 3'", "'code 11'") })
        {
            Assert.Equal(false, Excludes(column, present));
            Assert.Equal(true, Excludes(column, absent));
        }

        object? Excludes(string column, string value)
            => duckDb.Query($"SELECT bloom_filter_excludes FROM parquet_bloom_probe('{_folder["ours.parquet"]}', '{column}', {value})").Scalar;
    }

    [DuckDbFact]
    public async Task We_read_the_filters_of_DuckDb()
    {
        using var duckDb = DuckDb.OpenInMemory();
        duckDb.Execute($"COPY (SELECT (i % 500) * 7 AS n, 'text ' || (i % 300) AS t FROM range(20000) AS r(i)) TO '{_folder["theirs.parquet"]}' (FORMAT parquet)");
        var bytes = await File.ReadAllBytesAsync(_folder["theirs.parquet"]);
        await using var file = await ParquetBytes.OpenAsync(bytes);
        var filters = file.RowGroups[0].Metadata.Columns.Select(chunk => BloomFilter.Read(bytes.AsSpan((int)chunk.BloomFilterOffset!.Value))).ToList();

        for (var value = 0; value < 300; value++)
        {
            Assert.True(filters[0].MightContain(BloomFilter.Hash(BitConverter.GetBytes(value * 7L))));
            Assert.True(filters[1].MightContain(BloomFilter.Hash(Text($"text {value}"))));
        }

        Assert.InRange(Enumerable.Range(0, 1000).Count(value => filters[0].MightContain(BloomFilter.Hash(BitConverter.GetBytes((value * 7L) + 3)))), 0, 50);
    }

    [Fact]
    public void A_rate_outside_its_range_and_booleans_are_refused()
    {
        var schema = new Schema(new Field("flag", DataType.Boolean));

        Assert.Throws<ArgumentOutOfRangeException>(() => ParquetWriter.Create(Stream.Null, schema, Options("flag", 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParquetWriter.Create(Stream.Null, schema, Options("flag", double.NaN)));
        Assert.Contains("'flag' is boolean", Assert.Throws<ArgumentException>(() => ParquetWriter.Create(Stream.Null, schema, Options("flag", 0.1))).Message, StringComparison.Ordinal);
    }

    private static ParquetWriterOptions Options(double rate) => new()
    {
        RowGroupRowLimit = 3000,
        Columns = Schema.Fields.Where(static field => field.Name != "share").ToDictionary(
            static field => field.Name, _ => new ParquetColumnOptions { BloomFilterFalsePositiveRate = rate }),
    };

    private static ParquetWriterOptions Options(string column, double rate)
        => new() { Columns = new Dictionary<string, ParquetColumnOptions> { [column] = new() { BloomFilterFalsePositiveRate = rate } } };

    private static ColumnBatch Rows()
    {
        using var builder = new ColumnBatchBuilder(Schema);
        for (var row = 0; row < 3000; row++)
        {
            builder.Fixed<long>(0).Append(row % 11 == 1 ? null : row * 7L);
            builder.Fixed<int>(1).Append(row);
            builder.Fixed<double>(2).Append(row);
            builder.Binary(3).Append($"text {row}");
            builder.Fixed<Int128>(4).Append(row - 1500);
            builder.Binary(5).Append($"code {row % 10}");
        }

        return builder.Build();
    }

    private static byte[] Plain(string column, int row) => column switch
    {
        "number" => BitConverter.GetBytes((row % 11 == 1 ? row - 1 : row) * 7L),
        "small" => BitConverter.GetBytes(row),
        "text" => Text($"text {row}"),
        "coded" => Text(row < 3000 ? $"code {row % 10}" : $"code {row}"),
        _ => Price(row - 1500),
    };

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static byte[] Price(Int128 value)
    {
        var bytes = new byte[11];
        for (var index = bytes.Length - 1; index >= 0; index--, value >>= 8)
        {
            bytes[index] = (byte)value;
        }

        return bytes;
    }
}
