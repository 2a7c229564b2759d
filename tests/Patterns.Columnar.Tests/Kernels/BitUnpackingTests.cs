using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

public sealed class BitUnpackingTests
{
    [Fact]
    public void Every_width_unpacks_what_was_packed_from_every_start()
    {
        for (var width = 0; width <= BitUnpacking.MaxWidth; width++)
        {
            var random = new Random(width);
            foreach (var count in new[] { 0, 1, 7, 8, 9, 31, 64, 100, 1000 })
            {
                var values = RandomValues(random, count, width);
                var packed = new byte[BitPacking.ByteCount(count, width)];
                BitPacking.Pack<int>(values, width, packed);
                for (var start = 0; start <= Math.Min(count, 20); start++)
                {
                    var (vectorized, scalar) = (new int[count - start], new int[count - start]);

                    BitUnpacking.Unpack(packed, width, start, vectorized);
                    BitUnpacking.Scalar(packed, width, start, scalar);

                    Assert.Equal(values[start..], vectorized);
                    Assert.Equal(values[start..], scalar);
                }
            }
        }
    }

    [Fact]
    public void Nothing_is_read_beyond_the_source()
    {
        // A value too many must be refused, and the last one must not need bytes behind it.
        var packed = new byte[25];
        new Random(1).NextBytes(packed);

        Assert.Throws<ArgumentException>(() => BitUnpacking.Unpack(packed, 25, 0, new int[9]));
        BitUnpacking.Unpack(packed, 25, 0, new int[8]);
        Assert.Throws<ArgumentOutOfRangeException>(() => BitUnpacking.Unpack(packed, 33, 0, new int[1]));
    }

    private static int[] RandomValues(Random random, int count, int width)
    {
        var values = new int[count];
        for (var index = 0; index < count; index++)
        {
            values[index] = (int)(random.NextInt64() & ((1L << width) - 1));
        }

        return values;
    }
}
