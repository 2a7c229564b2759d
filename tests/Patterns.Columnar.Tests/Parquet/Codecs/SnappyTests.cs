using System.Text;
using Patterns.Columnar.Parquet;
using Patterns.Columnar.Parquet.Codecs;

namespace Patterns.Columnar.Tests.Parquet.Codecs;

public sealed class SnappyTests
{
    [Fact]
    public void Blocks_decompress_to_what_was_compressed()
    {
        var encoder = new SnappyEncoder();
        for (var seed = 0; seed < 300; seed++)
        {
            var source = RandomBytes(new Random(seed));
            var compressed = new byte[SnappyEncoder.LargestOutput(source.Length)];
            var length = encoder.Encode(source, compressed);
            var result = new byte[source.Length];

            SnappyDecoder.Decode(compressed.AsSpan(0, length), result);

            Assert.Equal(source, result);
            Assert.True(source.Length <= SnappyDecoder.LargestOutput(length));
        }
    }

    [Fact]
    public void Repetition_shrinks()
    {
        var source = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("the same sentence again. ", 1000)));
        var compressed = new byte[SnappyEncoder.LargestOutput(source.Length)];

        Assert.True(new SnappyEncoder().Encode(source, compressed) < source.Length / 15);
    }

    /// <summary>One block by hand: a literal of 4 bytes, then copies of all three forms.</summary>
    [Fact]
    public void Every_element_of_the_format_is_understood()
    {
        byte[] block = [21, 3 << 2, (byte)'a', (byte)'b', (byte)'c', (byte)'d', 0b000_000_01, 4, ((7 - 1) << 2) | 2, 1, 0, ((6 - 1) << 2) | 3, 9, 0, 0, 0];
        var result = new byte[21];

        SnappyDecoder.Decode(block, result);

        Assert.Equal("abcd" + "abcd" + "ddddddd" + "cddddd", Encoding.ASCII.GetString(result));
    }

    /// <summary>All lengths and both near and far offsets, in any order, beside a decoder that moves one byte at a time.</summary>
    [Fact]
    public void Elements_in_any_order_give_what_the_format_says()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var expected = new List<byte>();
            var block = new List<byte>();
            for (var count = random.Next(1, 200); count > 0; count--)
            {
                var kind = expected.Count == 0 ? 0 : random.Next(4);
                var length = kind == 1 ? random.Next(4, 12) : random.Next(1, random.Next(2) == 0 ? 9 : 65);
                if (kind == 0)
                {
                    block.AddRange(length <= 60 ? [(byte)((length - 1) << 2)] : [60 << 2, (byte)(length - 1)]);
                    for (; length > 0; length--)
                    {
                        block.Add((byte)random.Next(256));
                        expected.Add(block[^1]);
                    }

                    continue;
                }

                var offset = Math.Min(random.Next(1, random.Next(2) == 0 ? 40 : 2048), expected.Count);
                block.AddRange(kind switch
                {
                    1 => [(byte)(1 | ((length - 4) << 2) | (offset >> 8 << 5)), (byte)offset],
                    2 => [(byte)(2 | ((length - 1) << 2)), (byte)offset, (byte)(offset >> 8)],
                    _ => new byte[] { (byte)(3 | ((length - 1) << 2)), (byte)offset, (byte)(offset >> 8), 0, 0 },
                });
                for (; length > 0; length--)
                {
                    expected.Add(expected[^offset]);
                }
            }

            var result = new byte[expected.Count];
            SnappyDecoder.Decode([.. LengthOf(expected.Count), .. block], result);

            Assert.Equal(expected, result);
        }
    }

    [Theory]
    [InlineData(new byte[] { }, 0, "ends inside its length")]
    [InlineData(new byte[] { 5, 0, 1 }, 4, "of 5 bytes, expected 4")]
    [InlineData(new byte[] { 4, 3 << 2, 1 }, 4, "malformed")]
    [InlineData(new byte[] { 4, 1, 0 }, 4, "malformed")]
    [InlineData(new byte[] { 4, 0, 7, 1, 9 }, 4, "malformed")]
    [InlineData(new byte[] { 2, 8, 7, 7, 7 }, 2, "malformed")]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x7F }, 4, "snappy block of")]
    public void Malformed_blocks_are_refused(byte[] block, int length, string expected)
    {
        var error = Assert.Throws<CorruptDataException>(() => SnappyDecoder.Decode(block, new byte[length]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_blocks_never_write_outside_the_result()
    {
        var encoder = new SnappyEncoder();
        var guarded = new byte[4096];
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var source = RandomBytes(random);
            source = source[..Math.Min(source.Length, 1000)];
            var compressed = new byte[SnappyEncoder.LargestOutput(source.Length)];
            var length = encoder.Encode(source, compressed);
            for (var flip = random.Next(1, 4); flip > 0; flip--)
            {
                compressed[random.Next(Math.Min(length, 4) - 1, length)] = (byte)random.Next(256);
            }

            Array.Fill(guarded, (byte)0xA5);
            try
            {
                SnappyDecoder.Decode(compressed.AsSpan(0, length), guarded.AsSpan(1024, source.Length));
            }
            catch (CorruptDataException)
            {
            }

            Assert.False(guarded.AsSpan(0, 1024).ContainsAnyExcept((byte)0xA5));
            Assert.False(guarded.AsSpan(1024 + source.Length).ContainsAnyExcept((byte)0xA5));
        }
    }

    private static byte[] LengthOf(int count) =>
        count < 0x80 ? [(byte)count] : [(byte)(count | 0x80), .. LengthOf(count >> 7)];

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(4) == 0 ? random.Next(200_000) : random.Next(2000)];
        for (var position = 0; position < bytes.Length;)
        {
            var length = Math.Min(bytes.Length - position, random.Next(1, 100));
            if (position > 0 && random.Next(2) == 0)
            {
                var from = random.Next(Math.Max(0, position - 70_000), position);
                for (var index = 0; index < length; index++)
                {
                    bytes[position + index] = bytes[from + index];
                }
            }
            else
            {
                random.NextBytes(bytes.AsSpan(position, length));
            }

            position += length;
        }

        return bytes;
    }
}
