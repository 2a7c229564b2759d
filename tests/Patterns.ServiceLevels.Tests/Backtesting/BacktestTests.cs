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

    [Fact]
    public void A_backtest_of_an_objective_judges_each_minute_as_the_evaluator_does()
    {
        Budgeting[] methods = [Budgeting.Occurrences, Budgeting.TimeSlices(TimeSpan.FromMinutes(5), Target.Percent("90")), Budgeting.RatioTimeSlices(TimeSpan.FromMinutes(5)), Budgeting.TimeSlices(TimeSpan.FromMinutes(1), Target.Percent("99"))];
        Window[] windows = [Window.Rolling(TimeSpan.FromHours(12)), Window.Calendar(CalendarUnit.Day, "Europe/Amsterdam")];
        var (fired, missed) = (0, 0L);
        for (var seed = 0; seed < 24; seed++)
        {
            var random = new Random(seed);
            var slots = Enumerable.Range(0, 2400).Select(minute => minute % 97 < 8 ? default : new EventCounts(minute % 700 is > 200 and < 240 ? random.Next(0, 100) : random.Next(99, 101), 100)).ToList();
            var options = new ObjectiveOptions
            {
                Budgeting = methods[seed % methods.Length],
                NoData = (NoDataPolicy)(seed % 3),
                MinimumBad = seed % 5 == 0 ? 20 : 1,
                CertaintyZ = seed % 7 == 0 ? new Ratio(164, 100) : Ratio.Zero,
                Alerts = [new AlertRule(AlertSeverity.Page, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), new Ratio(5, 1)), new AlertRule(AlertSeverity.Ticket, TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), new Ratio(1, 1))],
            };
            options.Exclusions.Add(Exclusion.Once("maintenance", new TimeWindow(Start.AddMinutes(203), Start.AddMinutes(211)), seed % 2 == 0 ? ExclusionEffect.Drop : ExclusionEffect.CountAsGood));
            var window = windows[seed / 12];

            var result = Backtest.Run(new SlotHistory(Start, slots), new Objective("tried", new Indicator("unused"), Target.Percent("99"), window, options));

            var indicator = new Indicator("i");
            var objective = new Objective("o", indicator, Target.Percent("99"), window, options);
            using var evaluator = new ObjectiveEvaluator([objective]);
            var (expected, met, judged) = (new List<(AlertRule, DateTimeOffset)>(), 0L, 0L);
            evaluator.Tick(Start);
            for (var minute = 0; minute < slots.Count; minute++)
            {
                indicator.Record(slots[minute]);
                var now = Start.AddMinutes(minute + 1);
                expected.AddRange(evaluator.Tick(now).Where(static change => change.Kind == ObjectiveChangeKind.AlertFired).Select(change => (change.Alert!, now)));
                var from = window.IsCalendar ? window.At(now.AddMinutes(-1)).Start : now - window.Length!.Value;
                judged += from >= Start ? 1 : 0;
                met += from >= Start && evaluator.LastStatuses()[0].IsMet ? 1 : 0;
            }

            Assert.Equal((seed, judged, met), (seed, result.MinutesJudged, result.MinutesMet));
            Assert.Equal(expected.OrderBy(static one => one.Item2).ThenBy(static one => one.Item1.Severity), result.Alerts.Select(static alert => (alert.Rule, alert.Window.Start)).OrderBy(static one => one.Start).ThenBy(static one => one.Rule.Severity));
            (fired, missed) = (fired + expected.Count, missed + judged - met);
        }

        Assert.True(fired > 20 && missed > 1000, $"{fired} alerts, {missed} minutes missed");
    }
}
