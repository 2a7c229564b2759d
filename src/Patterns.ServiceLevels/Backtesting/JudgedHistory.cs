using Patterns.Core;

namespace Patterns.ServiceLevels.Backtesting;

/// <summary>What an objective would count of each minute of a history: events, or slices at their last minute, with exclusions applied.</summary>
internal static class JudgedHistory
{
    public static SlotHistory Of(SlotHistory history, Objective objective)
    {
        // One more minute, because a slice counts when it is over.
        var (length, end) = (history.End - history.Start, history.End + SlotHistory.SlotLength);
        var options = new ObjectiveOptions { Budgeting = objective.Budgeting, NoData = objective.NoData, Alerts = [] };
        foreach (var exclusion in objective.Exclusions)
        {
            options.Exclusions.Add(exclusion);
        }

        var retention = length + objective.Budgeting.Slice + TimeSpan.FromHours(1);
        var twin = new Objective(objective.Name, new Indicator("backtest", new IndicatorOptions { Retention = retention }), objective.Target, objective.Window, options);
        twin.Indicator.Backfill(history);
        twin.Indicator.Advance(history.End);
        return new SlotHistory(history.Start, twin.JudgedMinutes(new TimeWindow(history.Start, end))[..history.Count]);
    }
}
