using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Backtesting;

public sealed class BacktestTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_total_outage_is_detected_and_reset_as_the_windows_say()
    {
        // The page at 14.4 over an hour sees a total outage of 99.9 % after 0.0144 × 60 = 0.864 minutes: at the end of its first minute.
        var incident = new TimeWindow(Start.AddDays(2), Start.AddDays(2).AddMinutes(20));
        var history = new SlotHistory(Start, Enumerable.Range(0, 4 * 1440).Select(minute => new EventCounts(incident.Contains(Start.AddMinutes(minute)) ? 0 : 1000, 1000)));
        var page = AlertRules.Workbook(TimeSpan.FromDays(30))[0];
        var result = Backtest.Run(history, Target.Percent("99.9"), TimeSpan.FromDays(1), [page], [incident]);

        var alert = Assert.Single(result.Alerts);
        Assert.Equal(new TimeWindow(incident.Start.AddMinutes(1), incident.End.AddMinutes(5)), alert.Window);
        Assert.Equal(new BacktestIncident(incident, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)), Assert.Single(result.Incidents));
        Assert.Equal((1, 1), (result.Precision, result.Recall));
        Assert.Equal((3 * 1440) + 1, result.MinutesJudged);
        // 20 bad minutes of a day's 1440 are more than 0.1 % as long as one or two of them are in the window: 1.44 minutes are allowed.
        Assert.Equal(1440 + 20 - 1 - 2, result.MinutesJudged - result.MinutesMet);
    }

    [Fact]
    public void False_alerts_and_missed_incidents_lower_precision_and_recall()
    {
        var history = new SlotHistory(Start, Enumerable.Range(0, 1440).Select(static minute => new EventCounts(minute is > 300 and < 330 ? 0 : 100, 100)));
        var missed = new TimeWindow(Start.AddHours(20), Start.AddHours(21));
        var result = Backtest.Run(history, Target.Percent("99.9"), TimeSpan.FromDays(1), [AlertRules.Workbook(TimeSpan.FromDays(30))[0]], [missed]);

        Assert.Equal((0, 0), (result.Precision, result.Recall));
        Assert.Null(result.Incidents[0].DetectedAfter);
        Assert.Null(Backtest.Run(history, Target.Percent("99.9"), TimeSpan.FromDays(1), []).Recall);
    }

    [Fact]
    public void Alerts_of_a_backtest_are_those_of_the_evaluator()
    {
        var random = new Random(12);
        var slots = Enumerable.Range(0, 3000).Select(minute => new EventCounts(minute % 700 is > 200 and < 240 ? random.Next(0, 100) : 100, 100)).ToList();
        var rules = AlertRules.Workbook(TimeSpan.FromDays(30)).Take(2).ToList();
        var result = Backtest.Run(new SlotHistory(Start, slots), Target.Percent("99.9"), TimeSpan.FromDays(30), rules);
        var indicator = new Indicator("i");
        using var evaluator = new ObjectiveEvaluator([new Objective("o", indicator, Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(30)), new ObjectiveOptions { Alerts = rules })]);
        evaluator.Tick(Start);
        var fired = new List<(AlertRule, DateTimeOffset)>();
        for (var minute = 0; minute < slots.Count; minute++)
        {
            indicator.Record(slots[minute]);
            fired.AddRange(evaluator.Tick(Start.AddMinutes(minute + 1)).Where(static change => change.Kind == ObjectiveChangeKind.AlertFired).Select(change => (change.Alert!, Start.AddMinutes(minute + 1))));
        }

        Assert.Equal(fired, result.Alerts.Select(static alert => (alert.Rule, alert.Window.Start)));
        Assert.NotEmpty(fired);
    }
}
