using Patterns.Core;
using Patterns.ServiceLevels.Backtesting;

namespace Patterns.ServiceLevels;

/// <summary>Tries a target and alert rules on history before anybody is woken by them. Pure.</summary>
public static class Backtest
{
    /// <summary>
    /// Goes through a history minute by minute as an objective would have judged it: with its window, its budgeting, its exclusions, what it makes of missing data,
    /// and its guards against too little traffic. What its own indicator has counted plays no part.
    /// </summary>
    /// <param name="history">The history.</param>
    /// <param name="objective">The objective to try.</param>
    /// <param name="incidents">When somebody should have been alerted; none gives no recall and makes every alert a false one.</param>
    public static BacktestResult Run(SlotHistory history, Objective objective, IReadOnlyList<TimeWindow>? incidents = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(objective);
        var judged = JudgedHistory.Of(history, objective);
        var sums = new RunningSums(judged);
        var (met, all) = (0L, 0L);
        for (var end = 1; end <= judged.Count; end++)
        {
            // The window of the minute that is over; of a calendar, from its start up to here.
            var start = objective.Window.Length is { } rolling ? judged.StartOf(end) - rolling : objective.Window.At(judged.StartOf(end - 1)).Start;
            var first = Indicator.FirstSlotFrom(start) - Indicator.FirstSlotFrom(judged.Start);
            if (first >= 0)
            {
                all++;
                met += objective.Target.IsMetBy(sums.Last(end - (int)first, end)) ? 1 : 0;
            }
        }

        return Result(judged, sums, (met, all), objective.Target, objective.Alerts, incidents ?? [], objective.IsTrusted);
    }

    /// <summary>Goes through a history minute by minute, counting events.</summary>
    /// <param name="history">The history.</param>
    /// <param name="target">The target to try.</param>
    /// <param name="window">The length of a rolling window, whole minutes.</param>
    /// <param name="rules">The rules to try.</param>
    /// <param name="incidents">When somebody should have been alerted; none gives no recall and makes every alert a false one.</param>
    /// <exception cref="ArgumentException">The target is empty, or the window is none.</exception>
    public static BacktestResult Run(SlotHistory history, Target target, TimeSpan window, IReadOnlyList<AlertRule> rules, IReadOnlyList<TimeWindow>? incidents = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(rules);
        if (target.IsEmpty)
        {
            throw new ArgumentException("A backtest needs a target. Give one, for example Target.Percent(\"99.9\").", nameof(target));
        }

        var length = (int)(Window.Rolling(window).Length!.Value.Ticks / TimeSpan.TicksPerMinute);
        var sums = new RunningSums(history);
        var (met, judged) = (0L, 0L);
        for (var end = length; end <= history.Count; end++)
        {
            judged++;
            met += target.IsMetBy(sums.Last(length, end)) ? 1 : 0;
        }

        return Result(history, sums, (met, judged), target, rules, incidents ?? [], static (_, _) => true);
    }

    private static BacktestResult Result(
        SlotHistory history, RunningSums sums, (long Met, long Judged) minutes, Target target, IReadOnlyList<AlertRule> rules, IReadOnlyList<TimeWindow> incidents, Func<EventCounts, Ratio, bool> isTrusted)
    {
        var alerts = rules.SelectMany(rule => Fire(history, sums, target, rule, incidents, isTrusted)).OrderBy(static alert => alert.Window.Start).ToList();
        return new BacktestResult(history.Total(), minutes, alerts, [.. incidents.Select(incident => Detect(incident, alerts, history.End))]);
    }

    private static IEnumerable<BacktestAlert> Fire(
        SlotHistory history, RunningSums sums, Target target, AlertRule rule, IReadOnlyList<TimeWindow> incidents, Func<EventCounts, Ratio, bool> isTrusted)
    {
        var (all, recent, share) = ((int)rule.LongWindow.TotalMinutes, (int)rule.ShortWindow.TotalMinutes, rule.BadShare(target));
        var since = -1;
        for (var end = 1; end <= history.Count + 1; end++)
        {
            var isFiring = end <= history.Count && Reaches(sums.Last(all, end), share) && Reaches(sums.Last(recent, end), share) && isTrusted(sums.Last(all, end), share);
            if (isFiring && since < 0)
            {
                since = end;
            }
            else if (!isFiring && since >= 0)
            {
                var window = new TimeWindow(history.StartOf(since), history.StartOf(Math.Min(end, history.Count)));
                yield return new BacktestAlert(rule, window, incidents.Any(incident => incident.Start < window.End && window.Start < incident.End + rule.ShortWindow));
                since = -1;
            }
        }
    }

    private static bool Reaches(EventCounts counts, Ratio share) => !counts.IsEmpty && BurnRate.Reaches(counts, share);

    private static BacktestIncident Detect(TimeWindow incident, List<BacktestAlert> alerts, DateTimeOffset historyEnd)
    {
        var about = alerts.Where(alert => alert.Window.End > incident.Start && alert.Window.Start <= incident.End).ToList();
        if (about.Count == 0)
        {
            return new BacktestIncident(incident, null, null);
        }

        var (first, last) = (about.Min(static alert => alert.Window.Start), about.Max(static alert => alert.Window.End));
        return new BacktestIncident(
            incident,
            first > incident.Start ? first - incident.Start : TimeSpan.Zero,
            last >= historyEnd && incident.End < historyEnd ? null : last > incident.End ? last - incident.End : TimeSpan.Zero);
    }
}
