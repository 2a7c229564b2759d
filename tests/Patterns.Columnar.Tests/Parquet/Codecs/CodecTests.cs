using Patterns.Columnar.Parquet;
using Patterns.Columnar.Parquet.Codecs;
using Patterns.Columnar.Parquet.Format;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Parquet.Codecs;

public sealed class CodecTests
{
    private const string Everything = """
        SELECT
            i AS id, (hash(i) % 7)::INTEGER AS few, hash(i)::VARCHAR AS text, repeat('the same ', (i % 20)::INTEGER) || (i // 300) AS phrase,
            repeat('x', 300) AS constant, random() AS share, CASE WHEN i % 3 = 0 THEN NULL ELSE i * 1.5 END AS price
        FROM range(ROWS) AS numbers(i)
        """;

    [DuckDbTheory]
    [InlineData("snappy", "")]
    [InlineData("gzip", "")]
    [InlineData("brotli", "")]
    [InlineData("lz4_raw", "")]
    [InlineData("zstd", ", COMPRESSION_LEVEL 1")]
    [InlineData("zstd", ", COMPRESSION_LEVEL 3")]
    [InlineData("zstd", ", COMPRESSION_LEVEL 9")]
    [InlineData("zstd", ", COMPRESSION_LEVEL 19")]
    public async Task Pages_of_every_codec_of_DuckDb_are_read(string codec, string level)
    {
        using var folder = new TemporaryDirectory();
        using var duckDb = DuckDb.OpenInMemory();
        foreach (var rows in new[] { 1, 10, 15_000 })
        {
            var query = Everything.Replace("ROWS", $"{rows}", StringComparison.Ordinal);
            duckDb.Execute($"COPY ({query}) TO '{folder["theirs.parquet"]}' (FORMAT parquet, COMPRESSION {codec}{level}, DICTIONARY_SIZE_LIMIT 1)");
            var expected = Cell.Rows(duckDb.Query($"SELECT * FROM '{folder["theirs.parquet"]}'")).ToList();

            Cell.AssertEqual(expected, await ParquetBytes.ReadRowsAsync(await File.ReadAllBytesAsync(folder["theirs.parquet"])), $"{codec}{level}, {rows} rows");
        }
    }

    /// <summary>Damage must be found or be harmless, in bounded time, for every codec.</summary>
    [DuckDbTheory]
    [InlineData("gzip")]
    [InlineData("brotli")]
    [InlineData("lz4_raw")]
    [InlineData("zstd")]
    public async Task Damaged_pages_are_refused_and_nothing_else(string codec)
    {
        using var folder = new TemporaryDirectory();
        using var duckDb = DuckDb.OpenInMemory();
        duckDb.Execute($"COPY ({Everything.Replace("ROWS", "300", StringComparison.Ordinal)}) TO '{folder["theirs.parquet"]}' (FORMAT parquet, COMPRESSION {codec})");
        var file = await File.ReadAllBytesAsync(folder["theirs.parquet"]);
        var footer = BitConverter.ToInt32(file.AsSpan(file.Length - 8, 4)) + 8;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var damaged = file.ToArray();
            damaged[random.Next(4, file.Length - footer)] ^= (byte)(1 << random.Next(8));
            try
            {
                await ParquetBytes.ReadRowsAsync(damaged);
            }
            catch (ParquetFormatException error)
            {
                Assert.NotNull(error.Column);
            }
        }
    }

    [Theory]
    [InlineData("Snappy")]
    [InlineData("Gzip")]
    [InlineData("Brotli")]
    [InlineData("Zstd")]
    [InlineData("Lz4Raw")]
    public void A_size_that_the_bytes_cannot_have_is_refused_before_memory_is_taken(string codec)
        => Assert.Contains(
            "cannot hold the 1000000000 bytes",
            Assert.Throws<CorruptDataException>(() => new PageDecompressor(Enum.Parse<CompressionCodec>(codec)).CheckSize(EmptyStream(codec), 1_000_000_000)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Brotli_that_expands_beyond_likelihood_is_measured_first()
    {
        var plain = new byte[20_000_000];
        var compressed = new byte[1_000];
        Assert.True(System.IO.Compression.BrotliEncoder.TryCompress(plain, compressed, out var length, quality: 4, window: 22));

        Assert.True(BrotliPages.CanHold(compressed.AsSpan(0, length), plain.Length));
        Assert.False(BrotliPages.CanHold(compressed.AsSpan(0, length), plain.Length + 1));
    }

    [Fact]
    public void Lz4_understands_long_lengths_and_overlapping_matches()
    {
        // 20 literals, then a match of 4 + 15 + 255 + 1 bytes from 1 byte back, then the last 5 literals.
        byte[] block = [0xFF, 5, .. Enumerable.Range(0, 20).Select(static index => (byte)index), 1, 0, 255, 1, 0x50, 9, 8, 7, 6, 5];
        var result = new byte[20 + 275 + 5];

        Lz4Decoder.Decode(block, result);

        Assert.Equal([.. Enumerable.Range(0, 20).Select(static index => (byte)index), .. Enumerable.Repeat((byte)19, 275), 9, 8, 7, 6, 5], result);
        Assert.Throws<CorruptDataException>(() => Lz4Decoder.Decode(block, new byte[result.Length - 1]));
        Assert.Throws<CorruptDataException>(() => Lz4Decoder.Decode([0x00, 1, 0], new byte[4]));
    }

    private static byte[] EmptyStream(string codec) => codec switch
    {
        "Zstd" => [0x28, 0xB5, 0x2F, 0xFD, 0x20, 0x00, 0x01, 0x00, 0x00],
        _ => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    };
}
