using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Values;

public sealed class TargetTests
{
    [Theory]
    [InlineData("99.9", 999, 1000)]
    [InlineData("99.95 %", 1999, 2000)]
    [InlineData("50", 1, 2)]
    [InlineData("99.9999999", 999_999_999, 1_000_000_000)]
    public void Percent_is_read_exactly(string text, long numerator, long denominator)
        => Assert.Equal(new Ratio(numerator, denominator), Target.Percent(text).Value);

    [Theory]
    [InlineData("100")]
    [InlineData("100.0")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("99.99999999")]
    [InlineData("101")]
    public void An_impossible_target_is_refused(string text) => Assert.Throws<ArgumentOutOfRangeException>(() => Target.Percent(text));

    [Theory]
    [InlineData("")]
    [InlineData("high")]
    [InlineData("99,9")]
    [InlineData("1e2")]
    public void What_is_no_number_is_refused(string text) => Assert.Throws<FormatException>(() => Target.Percent(text));

    [Fact]
    public void Exactly_at_the_target_is_met_and_one_more_is_not()
    {
        var target = Target.Percent("99.9");

        Assert.True(target.IsMetBy(new EventCounts(999, 1000)));
        Assert.False(target.IsMetBy(new EventCounts(998, 1000)));
        Assert.True(target.IsMetBy(default));
    }

    [Theory]
    [InlineData("99.9", "99.9 %")]
    [InlineData("99.95", "99.95 %")]
    [InlineData("50", "50 %")]
    public void A_target_prints_as_it_was_written(string text, string printed) => Assert.Equal(printed, Target.Percent(text).ToString());

    [Fact]
    public void A_target_that_has_no_end_in_percent_prints_as_a_fraction() => Assert.Equal("2/3", Target.Parse("2/3").ToString());

    [Theory]
    [InlineData(998_999, 1_000_000, 2, "99.89 %")]
    [InlineData(999_000, 1_000_000, 3, "99.9 %")]
    [InlineData(998_999_999, 1_000_000_000, 1, "99.8 %")]
    [InlineData(999_000_001, 1_000_000_000, 1, "99.9000001 %")]
    [InlineData(999_999_999, 1_000_000_000, 3, "99.999 %")]
    [InlineData(1, 1_000_000_000, 3, "0.0000001 %")]
    public void Printed_percents_never_cross_or_touch_a_boundary(long good, long total, int decimals, string printed)
        => Assert.Equal(printed, Percentage.Format(new Ratio(good, total), decimals, Target.Percent("99.9").Value));
}
