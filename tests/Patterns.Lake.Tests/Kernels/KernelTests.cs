using Patterns.Lake.Kernels;

namespace Patterns.Lake.Tests.Kernels;

public sealed class KernelTests
{
    [Fact]
    public void Masks_by_vectors_are_those_found_byte_by_byte()
    {
        var random = new Random(1);
        for (var round = 0; round < 1000; round++)
        {
            var bytes = new byte[CharacterMasks.BlockLength + random.Next(3)];
            for (var index = 0; index < bytes.Length; index++)
            {
                bytes[index] = ",\"\n\rab"u8[random.Next(6)];
            }

            var vectorized = CharacterMasks.Vectorized(bytes, (byte)',', (byte)'"');
            var scalar = CharacterMasks.Scalar(bytes, (byte)',', (byte)'"');

            Assert.Equal(scalar, vectorized);
        }
    }

    [Fact]
    public void A_rest_shorter_than_a_block_has_no_bits_behind_it()
    {
        var masks = CharacterMasks.Of(",\n\""u8, (byte)',', (byte)'"');

        Assert.Equal((1UL, 4UL, 2UL, 0UL), (masks.Delimiters, masks.Quotes, masks.LineFeeds, masks.CarriageReturns));
    }

    [Fact]
    public void Parity_by_multiplication_is_parity_by_shifts()
    {
        var random = new Random(2);
        Assert.Equal(0b0011_0111UL, PrefixParity.Of(0b0101_1001UL) & 0xFF);
        for (var round = 0; round < 1000; round++)
        {
            var bits = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            Assert.Equal(PrefixParity.Scalar(bits), PrefixParity.Of(bits));
        }
    }

    [Fact]
    public void Positions_are_those_of_the_set_bits()
    {
        var random = new Random(3);
        Span<int> expected = stackalloc int[BitPositions.MaxCount];
        Span<int> actual = stackalloc int[BitPositions.MaxCount];
        for (var round = 0; round < 1000; round++)
        {
            var bits = (ulong)random.NextInt64(long.MinValue, long.MaxValue) & (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            var count = BitPositions.Scalar(bits, 100, expected);

            Assert.Equal(count, BitPositions.Write(bits, 100, actual));
            Assert.Equal(expected[..count], actual[..count]);
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a\nb\r\nc\rd", 3)]
    [InlineData("\n\n\r\r\n", 4)]
    public void Line_ends_of_two_bytes_count_once(string text, int expected)
        => Assert.Equal(expected, LineEnds.Count(System.Text.Encoding.UTF8.GetBytes(text)));
}
