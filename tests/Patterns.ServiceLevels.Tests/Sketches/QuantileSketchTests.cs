using Patterns.Core;
using Patterns.ServiceLevels.Sketches;

namespace Patterns.ServiceLevels.Tests.Sketches;

public sealed class QuantileSketchTests
{
    private static readonly Ratio[] Quantiles = [Ratio.Zero, new(1, 100), new(1, 2), new(9, 10), new(99, 100), new(999, 1000), Ratio.One];

    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(0.001, 2)]
    [InlineData(0.05, 3)]
    public void Every_quantile_is_within_the_stated_error(double error, int seed)
    {
        var random = new Random(seed);
        var sketch = new QuantileSketch(error);
        var values = Enumerable.Range(0, 20_000).Select(_ => random.Next(10) switch
        {
            0 => 0,
            1 => -Math.Exp(random.NextDouble() * 5),
            _ => Math.Exp((random.NextDouble() * 12) - 6),
        }).ToArray();
        foreach (var value in values)
        {
            sketch.Add(value);
        }

        Array.Sort(values);
        // 4096 buckets of 0.1 % do not reach over values that spread from e^-6 to e^6, so they are joined twice.
        Assert.True(sketch.RelativeError <= (error < 0.01 ? error * 4 : error));
        foreach (var quantile in Quantiles)
        {
            var rank = Math.Max(1, (int)Math.Ceiling(values.Length * (double)quantile.Numerator / quantile.Denominator));
            var exact = values[rank - 1];
            Assert.True(Math.Abs(sketch.Quantile(quantile) - exact) <= Math.Abs(exact) * sketch.RelativeError * (1 + 1e-9), $"{quantile}: {sketch.Quantile(quantile)} for {exact}");
        }
    }

    [Fact]
    public void Merging_is_the_same_as_having_seen_all_values()
    {
        var random = new Random(9);
        var (whole, left, right) = (new QuantileSketch(), new QuantileSketch(), new QuantileSketch(0.03));
        var coarse = new QuantileSketch(0.03);
        for (var count = 0; count < 10_000; count++)
        {
            var value = Math.Exp(random.NextDouble() * 10) * (random.Next(5) == 0 ? -1 : 1);
            whole.Add(value);
            coarse.Add(value);
            (random.Next(2) == 0 ? left : right).Add(value);
        }

        left.Merge(right);
        Assert.Equal(coarse.Scale, left.Scale);
        Assert.Equal(whole.Count, left.Count);
        foreach (var quantile in Quantiles)
        {
            Assert.Equal(coarse.Quantile(quantile), left.Quantile(quantile));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(-3)]
    public void A_value_is_within_the_bounds_of_its_bucket(int scale)
    {
        var random = new Random(scale + 100);
        for (var count = 0; count < 5000; count++)
        {
            var value = random.Next(4) == 0 ? Math.ScaleB(1, random.Next(-1000, 1000)) : Math.Exp((random.NextDouble() * 1000) - 500);
            var index = ExponentialScale.Index(value, scale);
            Assert.True(ExponentialScale.LowerBound(index, scale) <= value * (1 + 1e-12) && value <= ExponentialScale.UpperBound(index, scale) * (1 + 1e-12), $"{value} in {index}");
        }

        Assert.Equal(-1, ExponentialScale.Index(1, scale));
    }

    [Fact]
    public void Values_from_the_smallest_to_the_largest_stay_in_bounded_memory()
    {
        var sketch = new QuantileSketch(0.001);
        sketch.Add(double.Epsilon);
        sketch.Add(double.MaxValue);
        sketch.Add(1, 3);

        Assert.Equal(5, sketch.Count);
        Assert.True(Math.Abs(sketch.Quantile(new Ratio(1, 2)) - 1) <= sketch.RelativeError * (1 + 1e-9));
        Assert.Throws<ArgumentOutOfRangeException>(() => sketch.Add(double.NaN));
        Assert.True(double.IsNaN(new QuantileSketch().Quantile(Ratio.One)));
    }
}
