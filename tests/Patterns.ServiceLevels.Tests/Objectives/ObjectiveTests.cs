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

    [Theory]
    [InlineData(60, 5, 30, 28, "looks at less than one slice of 30 minutes")]
    [InlineData(4320, 360, 1, 2, "looks further back than the objective's window of 2 days")]
    [InlineData(60, 60, 1440, 1, "looks at less than one slice of 1 day")]
    public void Windows_that_no_alert_can_meet_are_refused(int longMinutes, int shortMinutes, int sliceMinutes, int days, string message)
    {
        var options = new ObjectiveOptions
        {
            Budgeting = Budgeting.TimeSlices(TimeSpan.FromMinutes(sliceMinutes), Target.Percent("90")),
            Alerts = [new AlertRule(AlertSeverity.Page, TimeSpan.FromMinutes(longMinutes), TimeSpan.FromMinutes(shortMinutes), Ratio.One)],
        };

        var error = Assert.Throws<ArgumentException>(() => new Objective("o", new Indicator("i"), Target.Percent("99"), Window.Rolling(TimeSpan.FromDays(days)), options));

        Assert.StartsWith("Objective 'o': ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_contradict_themselves_are_refused()
    {
        AssertRefused("is longer than the window of 1 hour", static options => options.Budgeting = Budgeting.RatioTimeSlices(TimeSpan.FromHours(2)), TimeSpan.FromHours(1));
        AssertRefused("MinimumBad is 1 or more, but is 0", static options => options.MinimumBad = 0);
        AssertRefused("CertaintyZ is 0 to 10 standard deviations, but is 11", static options => options.CertaintyZ = new Ratio(11, 1));
        AssertRefused("two levels called 'freeze'", static options =>
        {
            options.Policy.Add(new BudgetLevel("freeze", Ratio.One));
            options.Policy.Add(new BudgetLevel("freeze", new Ratio(2, 1)));
        });
        AssertRefused("64 levels, and 63 together are the most", static options =>
        {
            for (var number = 1; number <= 64; number++)
            {
                options.Policy.Add(new BudgetLevel($"level {number}", new Ratio(number, 64)));
            }
        });
    }

    [Fact]
    public void An_alert_that_waits_is_for_Prometheus()
    {
        var options = new ObjectiveOptions { Alerts = PyrraFile.Alerts(TimeSpan.FromDays(28)) };

        var error = Assert.Throws<ArgumentException>(() => new Objective("o", new Indicator("i"), Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(28)), options));

        Assert.Contains("waits for 2 minutes", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => AlertRules.Workbook(TimeSpan.FromDays(28))[0] with { For = TimeSpan.FromMinutes(-1) });
    }

    private static void AssertRefused(string message, Action<ObjectiveOptions> configure, TimeSpan? window = null)
    {
        var options = new ObjectiveOptions { Alerts = [] };
        configure(options);

        var error = Assert.Throws<ArgumentException>(() => new Objective("o", new Indicator("i"), Target.Percent("99"), Window.Rolling(window ?? TimeSpan.FromDays(28)), options));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
