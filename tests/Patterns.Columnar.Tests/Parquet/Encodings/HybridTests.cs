using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet;
using Patterns.Columnar.Parquet.Encodings;

namespace Patterns.Columnar.Tests.Parquet.Encodings;

public sealed class HybridTests
{
    [Fact]
    public void Values_come_back_however_they_are_split()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var width = random.Next(0, 33);
            var values = RandomRuns(random, width);
            using var encoded = new BufferBuilder<byte>();
            HybridEncoder.Encode<int>(values, width, encoded);

            var decoder = new HybridDecoder();
            decoder.Reset(encoded.Memory, width);
            var decoded = new int[values.Length];
            for (var start = 0; start < values.Length;)
            {
                var count = Math.Min(values.Length - start, random.Next(1, 100));
                if (random.Next(5) == 0)
                {
                    decoder.Skip(count);
                    values.AsSpan(start, count).CopyTo(decoded.AsSpan(start));
                }
                else
                {
                    decoder.Decode(decoded.AsSpan(start, count));
                }

                start += count;
            }

            Assert.Equal(values, decoded);
        }
    }

    [Fact]
    public void Bytes_and_bits_decode_as_integers_do()
    {
        var random = new Random(1);
        var values = RandomRuns(random, 1);
        using var encoded = new BufferBuilder<byte>();
        HybridEncoder.Encode<byte>(Array.ConvertAll(values, static value => (byte)value), 1, encoded);
        var decoder = new HybridDecoder();

        decoder.Reset(encoded.Memory, 1);
        var bytes = new byte[values.Length];
        decoder.Decode(bytes);
        decoder.Reset(encoded.Memory, 1);
        var words = new ulong[(values.Length / 64) + 2];
        var ones = decoder.DecodeBits(words, 5, values.Length);

        Assert.Equal(values, Array.ConvertAll(bytes, static value => (int)value));
        Assert.Equal(values.Sum(), ones);
        Assert.Equal(values, Enumerable.Range(5, values.Length).Select(bit => (int)(words[bit >> 6] >> bit & 1)));
    }

    /// <summary>The example of Encodings.md: the numbers 1 to 7 of three bits, bit-packed.</summary>
    [Fact]
    public void The_example_of_the_specification_decodes()
    {
        var decoder = new HybridDecoder();
        decoder.Reset(new byte[] { 0x03, 0b10001000, 0b11000110, 0b11111010 }, 3);
        var values = new int[8];

        decoder.Decode(values);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], values);
    }

    [Theory]
    [InlineData(new byte[] { }, 1, "end before the last value")]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80, 0x01 }, 1, "more than 5 bytes")]
    [InlineData(new byte[] { 0x10 }, 9, "end inside a repeated value")]
    [InlineData(new byte[] { 0x10, 0x02 }, 1, "does not fit 1 bits")]
    [InlineData(new byte[] { 0x03 }, 8, "end before a bit-packed run")]
    [InlineData(new byte[] { }, 33, "bit width of 33")]
    public void Malformed_runs_are_refused(byte[] data, int width, string expected)
    {
        var error = Assert.Throws<CorruptDataException>(() =>
        {
            var decoder = new HybridDecoder();
            decoder.Reset(data, width);
            decoder.Decode(new int[1]);
        });

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static int[] RandomRuns(Random random, int width)
    {
        var values = new List<int>();
        for (var run = 0; run < 100; run++)
        {
            var value = (int)(random.NextInt64() & ((1L << width) - 1));
            var isRepeated = random.Next(2) == 0;
            for (var index = random.Next(1, 40); index > 0; index--)
            {
                values.Add(isRepeated ? value : (int)(random.NextInt64() & ((1L << width) - 1)));
            }
        }

        return [.. values];
    }
}
