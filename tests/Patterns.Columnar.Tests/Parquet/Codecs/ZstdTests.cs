using System.Text;
using Patterns.Columnar.Parquet.Codecs;
using Patterns.Columnar.Parquet.Codecs.Zstd;
using Patterns.Columnar.Parquet.Format;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Parquet.Codecs;

public sealed class ZstdTests
{
    [Fact]
    public void Frames_decompress_to_what_was_compressed()
    {
        var encoder = new ZstdEncoder();
        var decoder = new ZstdDecoder();
        for (var seed = 0; seed < 400; seed++)
        {
            var source = RandomBytes(new Random(seed));
            var compressed = new byte[ZstdEncoder.LargestOutput(source.Length)];
            var length = encoder.Encode(source, compressed);
            var result = new byte[source.Length];

            decoder.Decode(compressed.AsSpan(0, length), result);

            Assert.True(source.AsSpan().SequenceEqual(result), $"seed {seed}");
            new PageDecompressor(CompressionCodec.Zstd).CheckSize(compressed.AsSpan(0, length), source.Length);
        }
    }

    [Fact]
    public void Repetition_and_uneven_bytes_shrink_and_noise_hardly_grows()
    {
        var random = new Random(1);
        var words = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(_ => $"word{random.Next(50)} ")));
        var uneven = new byte[100_000];
        var noise = new byte[300_000];
        random.NextBytes(noise);
        for (var index = 0; index < uneven.Length; index++)
        {
            uneven[index] = (byte)(random.Next(256) & random.Next(256) & random.Next(256));
        }

        Assert.True(Compress(words) < words.Length * 3 / 10, $"{Compress(words)} of {words.Length}");
        Assert.True(Compress(uneven) < uneven.Length * 8 / 10, $"{Compress(uneven)}");
        Assert.True(Compress(noise) <= noise.Length + 20);
        Assert.True(Compress(new byte[1_000_000]) < 60);
    }

    [Fact]
    public void Lengths_of_codes_are_the_best_within_the_limit()
    {
        Span<byte> lengths = stackalloc byte[5];
        HuffmanLengths.Compute([1, 1, 2, 4, 8], 11, lengths);
        Assert.Equal([4, 4, 3, 2, 1], lengths.ToArray());

        HuffmanLengths.Compute([1, 1, 2, 4, 8], 3, lengths);
        Assert.Equal([3, 3, 3, 3, 1], lengths.ToArray());

        HuffmanLengths.Compute([0, 7, 0, 9, 0], 11, lengths);
        Assert.Equal([0, 1, 0, 1, 0], lengths.ToArray());
    }

    [Fact]
    public void Lengths_of_codes_always_fill_the_code()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var counts = new int[256];
            for (var symbol = random.Next(2, 256); symbol >= 0; symbol--)
            {
                counts[symbol] = (int)Math.Pow(2, random.NextDouble() * 20);
            }

            var lengths = new byte[256];
            HuffmanLengths.Compute(counts, 11, lengths);

            Assert.Equal(1 << 11, lengths.Sum(static length => length == 0 ? 0 : 1 << (11 - length)));
            Assert.All(counts.Zip(lengths), static pair => Assert.Equal(pair.First > 0, pair.Second > 0));
        }
    }

    [DuckDbFact]
    public async Task Pages_of_ours_are_read_by_DuckDb()
    {
        using var folder = new TemporaryDirectory();
        using var duckDb = DuckDb.OpenInMemory();
        var schema = Schema.Parse("id bigint, text string, phrase string, share double, bytes binary");
        for (var seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            using var builder = new ColumnBatchBuilder(schema);
            for (var row = 0; row < 20_000; row++)
            {
                builder.Fixed<long>(0).Append(row * 7L);
                builder.Binary(1).Append($"{random.Next():x} and {random.Next(1000)}");
                builder.Binary(2).Append(new string('a', random.Next(30)) + "the same " + (row / 300));
                builder.Fixed<double>(3).Append(Math.Round(random.NextDouble() * 100, 2));
                builder.Binary(4).Append(RandomBytes(random).AsSpan(0, 1));
            }

            using var batch = builder.Build();
            var options = new ParquetWriterOptions { Compression = Compression.Zstd, DictionaryByteLimit = 0, AllowDeltas = seed % 2 == 0, PageByteLimit = 400_000, PageRowLimit = 20_000 };
            var file = await ParquetBytes.WriteAsync(schema, options, batch);
            await File.WriteAllBytesAsync(folder[$"ours-{seed}.parquet"], file);

            Assert.Equal("ZSTD", duckDb.Query($"SELECT DISTINCT compression FROM parquet_metadata('{folder[$"ours-{seed}.parquet"]}')").Rows.Single()[0]);
            Cell.AssertEqual([.. Cell.Rows(batch)], [.. Cell.Rows(duckDb.Query($"SELECT * FROM '{folder[$"ours-{seed}.parquet"]}'"))], $"seed {seed}");
            Cell.AssertEqual([.. Cell.Rows(batch)], await ParquetBytes.ReadRowsAsync(file), $"seed {seed}");
        }
    }

    private static int Compress(byte[] source) => new ZstdEncoder().Encode(source, new byte[ZstdEncoder.LargestOutput(source.Length)]);

    /// <summary>Pieces of noise, of few symbols, of one byte, and copies of what came before.</summary>
    private static byte[] RandomBytes(Random random)
    {
        var bytes = new List<byte> { 0 };
        for (var total = random.Next(8) == 0 ? random.Next(400_000) : random.Next(5_000); bytes.Count < total;)
        {
            var length = random.Next(1, random.Next(6) == 0 ? 40_000 : 200);
            var symbols = random.Next(1, 257);
            var first = random.Next(256);
            switch (random.Next(4))
            {
                case 0:
                    bytes.AddRange(Enumerable.Repeat((byte)first, length));
                    break;
                case 1:
                    var start = random.Next(bytes.Count);
                    for (var index = 0; index < length; index++)
                    {
                        bytes.Add(bytes[start + index]);
                    }

                    break;
                default:
                    bytes.AddRange(Enumerable.Range(0, length).Select(_ => (byte)(first + (random.Next(symbols) & random.Next(symbols)))));
                    break;
            }
        }

        return [.. bytes];
    }
}
