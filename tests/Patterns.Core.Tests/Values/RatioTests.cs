using System.Numerics;
using Patterns.Testing;

namespace Patterns.Core.Tests.Values;

public sealed class RatioTests
{
    [Theory]
    [InlineData(6, 8, 3, 4)]
    [InlineData(-6, 8, -3, 4)]
    [InlineData(6, -8, -3, 4)]
    [InlineData(0, -5, 0, 1)]
    [InlineData(long.MinValue, long.MinValue, 1, 1)]
    [InlineData(long.MinValue, 2, long.MinValue / 2, 1)]
    [InlineData(long.MaxValue, long.MaxValue - 1, long.MaxValue, long.MaxValue - 1)]
    public void A_fraction_is_kept_in_lowest_terms(long numerator, long denominator, long expectedNumerator, long expectedDenominator)
    {
        var ratio = new Ratio(numerator, denominator);

        Assert.Equal((expectedNumerator, expectedDenominator), (ratio.Numerator, ratio.Denominator));
    }

    [Fact]
    public void The_default_is_zero()
    {
        Assert.Equal(Ratio.Zero, default);
        Assert.Equal((0, 1), (default(Ratio).Numerator, default(Ratio).Denominator));
        Assert.Equal(Ratio.Zero, new Ratio(0, 7));
    }

    [Fact]
    public void A_comparison_is_that_of_exact_fractions()
    {
        var random = new Random(3);
        for (var round = 0; round < 5_000; round++)
        {
            var (a, b, c, d) = (random.AnyInt64(), random.NextInt64(1, long.MaxValue), random.AnyInt64(), random.NextInt64(1, long.MaxValue));
            var (left, right) = (new Ratio(a, b), round % 5 == 0 ? new Ratio(a, b) : new Ratio(c, d));
            var expected = ((BigInteger)left.Numerator * right.Denominator).CompareTo((BigInteger)right.Numerator * left.Denominator);

            Assert.Equal(Math.Sign(expected), Math.Sign(left.CompareTo(right)));
            Assert.Equal((expected < 0, expected <= 0, expected > 0, expected >= 0, expected == 0), (left < right, left <= right, left > right, left >= right, left == right));
        }
    }

    [Fact]
    public void One_event_in_ten_quintillion_decides()
    {
        var target = Ratio.Parse("99.9%");
        var total = 9_000_000_000_000_000_000;

        Assert.True(new Ratio(total / 1000 * 999, total) >= target);
        Assert.False(new Ratio((total / 1000 * 999) - 1, total) >= target);
    }

    [Theory]
    [InlineData("99.95%", "1999/2000")]
    [InlineData(" 99.95 % ", "1999/2000")]
    [InlineData("0.9995", "1999/2000")]
    [InlineData("1999/2000", "1999/2000")]
    [InlineData("3998 / 4000", "1999/2000")]
    [InlineData("100%", "1")]
    [InlineData("-0.5", "-1/2")]
    [InlineData("0", "0")]
    [InlineData("0.000000000000000001", "1/1000000000000000000")]
    public void Text_is_read_exactly(string text, string ratio)
    {
        Assert.Equal(ratio, Ratio.Parse(text).ToString());
        Assert.Equal(Ratio.Parse(text), Ratio.Parse(ratio));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("1/0")]
    [InlineData("1/2/3")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("0.0000000000000000000000001")]
    [InlineData("99999999999999999999999999999999999")]
    [InlineData("9223372036854775808/1")]
    public void What_is_no_fraction_is_refused(string text)
    {
        var error = Assert.Throws<FormatException>(() => Ratio.Parse(text));

        Assert.Contains($"'{text}' is not a fraction", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Ratio(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Ratio(1, long.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Ratio(long.MinValue, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ratio.FromDecimal(decimal.MaxValue));
    }

    [Fact]
    public void The_complement_is_what_is_left_to_one()
    {
        Assert.Equal(new Ratio(1, 2000), Ratio.Parse("99.95%").Complement());
        Assert.Equal(Ratio.One, Ratio.Zero.Complement());
        Assert.Equal(0.9995, Ratio.FromDecimal(0.9995m).ToDouble());
    }
}
