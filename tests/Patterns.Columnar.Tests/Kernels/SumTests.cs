using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

public sealed class SumTests
{
    [Fact]
    public void Vectors_give_the_sum_of_the_scalar_loop_for_every_length()
    {
        var random = new Random(1);
        for (var length = 0; length < 300; length++)
        {
            long[] values = [.. Enumerable.Range(0, length).Select(_ => random.Next(4) switch
            {
                0 => long.MaxValue,
                1 => long.MinValue,
                _ => random.NextInt64(long.MinValue, long.MaxValue),
            })];

            Assert.Equal(Sum.Scalar(values), Sum.Vectorized(values));
            Assert.Equal(Sum.Scalar(values), Sum.Run(values));
        }
    }

    [Fact]
    public void Extremes_beyond_64_bits_are_exact()
    {
        var values = Enumerable.Repeat(long.MinValue, 100_000).ToArray();

        Assert.Equal((Int128)long.MinValue * 100_000, Sum.Run(values));
    }

    [Fact]
    public void Sums_of_32_bits_do_not_overflow()
    {
        for (var length = 0; length < 200; length++)
        {
            var random = new Random(length);
            var values = Enumerable.Range(0, length).Select(_ => random.Next(3) == 0 ? int.MinValue : random.Next()).ToArray();

            Assert.Equal(values.Sum(static value => (long)value), Sum.Vectorized(values));
            Assert.Equal(values.Sum(static value => (long)value), Sum.Run(values));
        }
    }
}
