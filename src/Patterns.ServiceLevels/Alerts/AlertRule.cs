using Patterns.Core;
using Patterns.ServiceLevels.Values;
using Patterns.ServiceLevels.Windows;

namespace Patterns.ServiceLevels;

/// <summary>
/// A multi-window burn-rate alert: it fires while the budget burns by a factor or more over a long window, so that it matters, and over a short one, so
/// that it still goes on (The Site Reliability Workbook, chapter 5). Immutable.
/// </summary>
public sealed record AlertRule
{
    /// <summary>Creates a rule.</summary>
    /// <param name="severity">What it asks of people.</param>
    /// <param name="longWindow">Whole minutes.</param>
    /// <param name="shortWindow">Whole minutes, not longer than <paramref name="longWindow"/>.</param>
    /// <param name="burnRate">The factor, more than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public AlertRule(AlertSeverity severity, TimeSpan longWindow, TimeSpan shortWindow, Ratio burnRate)
    {
        if (shortWindow < SlotHistory.SlotLength || shortWindow.Ticks % SlotHistory.SlotLength.Ticks != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(shortWindow), shortWindow, $"The windows of an alert are whole minutes, but the short one is {shortWindow:c}.");
        }

        if (longWindow < shortWindow || longWindow.Ticks % SlotHistory.SlotLength.Ticks != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(longWindow), longWindow, $"The long window of an alert is whole minutes and not shorter than the short one ({shortWindow:c}), but is {longWindow:c}.");
        }

        if (burnRate <= Ratio.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(burnRate), burnRate, $"The burn rate of an alert is more than 0, but is {burnRate}.");
        }

        Severity = severity;
        LongWindow = longWindow;
        ShortWindow = shortWindow;
        BurnRate = burnRate;
    }

    /// <summary>What it asks of people.</summary>
    public AlertSeverity Severity { get; }

    /// <summary>The window that shows that it matters.</summary>
    public TimeSpan LongWindow { get; }

    /// <summary>The window that shows that it still goes on.</summary>
    public TimeSpan ShortWindow { get; }

    /// <summary>The factor at which the alert fires; exactly at it, it does.</summary>
    public Ratio BurnRate { get; }

    /// <summary>
    /// How long both windows must burn as fast before the alert fires; none by default, because the windows see to it. Generated Prometheus rules wait for it;
    /// an <see cref="Objective"/> refuses a rule that has it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than none.</exception>
    public TimeSpan For
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"An alert waits for 0 minutes or longer, but for {value:c}.");
    }

    /// <summary>A rule that fires when a share of a period's budget is spent within the long window: the factor is the share × period / long window.</summary>
    /// <param name="budgetShare">More than 0, for example 2/100.</param>
    /// <param name="period">The length of the objective's window.</param>
    /// <param name="longWindow">Whole minutes.</param>
    /// <param name="shortWindow">Whole minutes, not longer than <paramref name="longWindow"/>.</param>
    /// <param name="severity">What it asks of people.</param>
    public static AlertRule Spending(Ratio budgetShare, TimeSpan period, TimeSpan longWindow, TimeSpan shortWindow, AlertSeverity severity = AlertSeverity.Page)
        => new(severity, longWindow, shortWindow, RatioMath.Multiply(budgetShare, new Ratio(period.Ticks, longWindow.Ticks)));

    /// <summary>The share of a period's budget that is spent when the rule first fires in a steady failure.</summary>
    /// <param name="period">The length of the objective's window.</param>
    public Ratio BudgetShare(TimeSpan period) => RatioMath.Multiply(BurnRate, new Ratio(LongWindow.Ticks, period.Ticks));

    /// <summary>The share of bad events from which the rule fires.</summary>
    /// <param name="target">The target of the objective.</param>
    public Ratio BadShare(Target target) => ServiceLevels.BurnRate.BadShare(BurnRate, target);

    /// <summary>Whether the rule can fire at all: even if every event is bad, the budget burns at most by 1 / (1 - target).</summary>
    /// <param name="target">The target of the objective.</param>
    public bool IsReachable(Target target) => BurnRate <= new Ratio(target.Budget.Denominator, target.Budget.Numerator);

    /// <summary>The fewest bad events among so many in the long window with which the rule fires.</summary>
    /// <param name="target">The target of the objective.</param>
    /// <param name="total">Events in the long window, 0 or more.</param>
    public long BadEventsToFire(Target target, long total)
    {
        var share = BadShare(target);
        return (long)((((Int128)total * share.Numerator) + share.Denominator - 1) / share.Denominator);
    }

    /// <summary>How long a failure lasts until the rule fires, when nothing was wrong before; null when it never does.</summary>
    /// <param name="target">The target of the objective.</param>
    /// <param name="badShare">The share of bad events during the failure, more than 0 and at most 1.</param>
    public TimeSpan? DetectionTime(Target target, Ratio badShare)
        => badShare < BadShare(target) ? null : Part(LongWindow, RatioMath.Divide(BadShare(target), badShare));

    /// <summary>How long the rule goes on firing after a failure that filled both windows has ended.</summary>
    /// <param name="target">The target of the objective.</param>
    /// <param name="badShare">The share of bad events during the failure, more than 0 and at most 1.</param>
    public TimeSpan? ResetTime(Target target, Ratio badShare)
        => DetectionTime(target, badShare) is null ? null : ShortWindow - Part(ShortWindow, RatioMath.Divide(BadShare(target), badShare));

    /// <summary>For example <c>Page at 72/5 x over 1 hour and 5 minutes</c>.</summary>
    public override string ToString() => $"{Severity} at {BurnRate} x over {Durations.Text(LongWindow)} and {Durations.Text(ShortWindow)}";

    private static TimeSpan Part(TimeSpan window, Ratio share) => new((long)((Int128)window.Ticks * share.Numerator / share.Denominator));
}
