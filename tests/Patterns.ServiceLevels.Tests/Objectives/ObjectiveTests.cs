using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Objectives;

public sealed class ObjectiveTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_recorded_is_judged()
    {
        var logins = new Indicator("login-availability");
        var objective = new Objective("login", logins, Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(28)));
        logins.Advance(Start);
        for (var count = 0; count < 2000; count++)
        {
            logins.Record(good: count >= 2);
        }

        var status = objective.Evaluate(Start.AddMinutes(1));

        Assert.Equal(new EventCounts(1998, 2000), status.Budget.Counts);
        Assert.Equal((2, 2, 0), (status.Budget.Allowed, status.Budget.Spent, status.Budget.Left));
        Assert.True(status.IsMet);
        logins.Record(good: false);
        Assert.False(objective.Evaluate(Start.AddMinutes(1)).IsMet);
    }

    [Fact]
    public void A_rolling_window_forgets_what_leaves_it()
    {
        var indicator = new Indicator("i");
        var objective = new Objective("o", indicator, Target.Percent("99"), Window.Rolling(TimeSpan.FromDays(1)));
        indicator.Record(new EventCounts(0, 10), Start);

        Assert.Equal(10, objective.Evaluate(Start.AddDays(1).AddMinutes(-1)).Budget.Counts.Total);
        Assert.Equal(0, objective.Evaluate(Start.AddDays(1)).Budget.Counts.Total);
    }

    [Fact]
    public void An_alert_that_can_never_fire_is_refused()
    {
        var options = new ObjectiveOptions { Alerts = [new AlertRule(AlertSeverity.Page, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), new Ratio(26, 1))] };

        var error = Assert.Throws<ArgumentException>(() => new Objective("o", new Indicator("i"), Target.Percent("96"), Window.Rolling(TimeSpan.FromDays(28)), options));

        Assert.Contains("at most 25", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alert_that_waits_is_for_Prometheus()
    {
        var options = new ObjectiveOptions { Alerts = PyrraFile.Alerts(TimeSpan.FromDays(28)) };

        var error = Assert.Throws<ArgumentException>(() => new Objective("o", new Indicator("i"), Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(28)), options));

        Assert.Contains("waits for 2 minutes", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => AlertRules.Workbook(TimeSpan.FromDays(28))[0] with { For = TimeSpan.FromMinutes(-1) });
    }
}
