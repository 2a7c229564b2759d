using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

/// <summary>Bounds, lengths and products over every length and tail.</summary>
public sealed class SmallKernelTests
{
    [Fact]
    public void Bounds_are_those_of_the_scalar_loop()
    {
        for (var length = 1; length < 200; length++)
        {
            var random = new Random(length);
            int[] values = [.. Enumerable.Range(0, length).Select(_ => random.Next(5) == 0 ? random.Next(int.MinValue, int.MaxValue) : random.Next(-9, 9))];
            values[random.Next(length)] = random.Next(2) == 0 ? int.MinValue : int.MaxValue;

            Assert.Equal((values.Min(), values.Max()), IntegerBounds.Run(values));
            Assert.Equal((values.Min(), values.Max()), IntegerBounds.Scalar(values));
        }
    }

    [Fact]
    public void Lengths_are_the_differences_of_offsets()
    {
        for (var length = 0; length < 200; length++)
        {
            var random = new Random(length);
            var end = random.Next(100);
            int[] offsets = [end, .. Enumerable.Range(0, length).Select(_ => end += random.Next(4))];
            var (lengths, twin) = (new int[length], new int[length]);

            RangeLengths.Run(offsets, lengths);
            RangeLengths.Scalar(offsets, twin, 0);

            Assert.Equal(Enumerable.Range(0, length).Select(row => offsets[row + 1] - offsets[row]), lengths);
            Assert.Equal(lengths, twin);
        }
    }

    [Fact]
    public void Products_are_exact()
    {
        long[] values = [0, 1, -1, 7, -3, long.MaxValue, long.MinValue, 999_999_999_999_999_999, -999_999_999_999_999_999];
        long[] left = [.. values.SelectMany(value => Enumerable.Repeat(value, values.Length))];
        long[] right = [.. values.SelectMany(_ => values)];
        var results = new Int128[left.Length];

        WideProduct.Run(new ColumnOperand<long>(left), new ColumnOperand<long>(right), results);
        Assert.Equal(left.Zip(right, static (a, b) => (Int128)a * b), results);

        WideProduct.Run(new ScalarOperand<long>(long.MinValue), new ColumnOperand<long>(right), results);
        Assert.Equal(right.Select(static value => (Int128)long.MinValue * value), results);
    }
}
