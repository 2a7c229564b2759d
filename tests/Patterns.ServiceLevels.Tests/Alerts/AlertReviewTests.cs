using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Alerts;

public sealed class AlertReviewTests
{
    [Fact]
    public void Ten_requests_an_hour_are_too_few_for_a_page()
    {
        var objective = new Objective("o", new Indicator("i"), Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(30)));
        var warnings = AlertReview.Warn(objective, eventsPerDay: 240);

        Assert.Equal((10, 1), (warnings[0].EventsInLongWindow, warnings[0].BadToFire));
        Assert.Contains("1 bad of 10 events", warnings[0].Message, StringComparison.Ordinal);
        Assert.Empty(AlertReview.Warn(objective, eventsPerDay: 10_000_000));
    }

    [Fact]
    public void Too_few_failures_hold_an_alert_back_and_say_so()
    {
        var start = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var options in new[] { new ObjectiveOptions { MinimumBad = 5 }, new ObjectiveOptions { CertaintyZ = new Ratio(164, 100) }, new ObjectiveOptions() })
        {
            var indicator = new Indicator("i");
            var objective = new Objective("o", indicator, Target.Percent("99"), Window.Rolling(TimeSpan.FromDays(30)), options);
            indicator.Record(new EventCounts(4, 5), start);
            var page = objective.Evaluate(start).Alerts[0];
            var isGuarded = options.MinimumBad > 1 || options.CertaintyZ != Ratio.Zero;
            Assert.Equal((!isGuarded, isGuarded), (page.IsFiring, page.IsHeldBack));
        }
    }

    [Fact]
    public void Rules_that_cannot_fire_are_left_out_of_the_defaults()
        => Assert.Equal([AlertSeverity.Page, AlertSeverity.Ticket, AlertSeverity.Ticket], AlertRules.For(Target.Percent("90"), Window.Rolling(TimeSpan.FromDays(30))).Select(static rule => rule.Severity));

    [Theory]
    [InlineData(0, 5, 1)]
    [InlineData(60, 90, 1)]
    [InlineData(60, 5, 0)]
    public void An_impossible_rule_is_refused(int longMinutes, int shortMinutes, int burn)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new AlertRule(AlertSeverity.Page, TimeSpan.FromMinutes(longMinutes), TimeSpan.FromMinutes(shortMinutes), new Ratio(burn, 1)));
}
