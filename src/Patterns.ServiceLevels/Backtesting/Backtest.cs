using Patterns.Core;
using Patterns.ServiceLevels.Backtesting;

namespace Patterns.ServiceLevels;

/// <summary>Tries a target and alert rules on history before anybody is woken by them. Counts events; slices and exclusions play no part. Pure.</summary>
public static class Backtest
{
    /// <summary>Goes through a history minute by minute.</summary>
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

        var alerts = rules.SelectMany(rule => Fire(history, sums, target, rule, incidents ?? [])).OrderBy(static alert => alert.Window.Start).ToList();
        return new BacktestResult(history.Total(), (met, judged), alerts, [.. (incidents ?? []).Select(incident => Detect(incident, alerts, history.End))]);
    }

    private static IEnumerable<BacktestAlert> Fire(SlotHistory history, RunningSums sums, Target target, AlertRule rule, IReadOnlyList<TimeWindow> incidents)
    {
        var (all, recent, share) = ((int)rule.LongWindow.TotalMinutes, (int)rule.ShortWindow.TotalMinutes, rule.BadShare(target));
        var since = -1;
        for (var end = 1; end <= history.Count + 1; end++)
        {
            var isFiring = end <= history.Count && Reaches(sums.Last(all, end), share) && Reaches(sums.Last(recent, end), share);
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
