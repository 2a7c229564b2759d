using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

public sealed class WideProductTests
{
    [Fact]
    public void Products_of_any_integers_are_exact_for_any_length()
    {
        var random = new Random(1);
        for (var length = 0; length < 70; length++)
        {
            var left = Enumerable.Range(0, length).Select(_ => Any(random)).ToArray();
            var right = Enumerable.Range(0, length).Select(_ => Any(random)).ToArray();
            var results = new Int128[length];

            WideProduct.Run(new ColumnOperand<long>(left), new ColumnOperand<long>(right), results);

            Assert.Equal(left.Zip(right, static (a, b) => (Int128)a * b), results);
        }
    }

    [Fact]
    public void Only_integers_that_fit_are_made_narrow()
    {
        var random = new Random(2);
        var values = Enumerable.Range(0, 100).Select(_ => (Int128)Any(random)).ToArray();
        var narrow = new long[values.Length];

        Assert.True(WideProduct.TryNarrow(values, narrow));
        Assert.Equal(values, narrow.Select(static value => (Int128)value));
        foreach (var tooLarge in (Int128[])[(Int128)long.MaxValue + 1, (Int128)long.MinValue - 1, Int128.MaxValue, Int128.MinValue])
        {
            var row = random.Next(values.Length);
            var before = values[row];
            values[row] = tooLarge;
            Assert.False(WideProduct.TryNarrow(values, narrow));
            values[row] = before;
        }
    }

    private static long Any(Random random) => random.Next(10) switch
    {
        0 => long.MinValue,
        1 => long.MaxValue,
        2 => 0,
        _ => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64),
    };
}
