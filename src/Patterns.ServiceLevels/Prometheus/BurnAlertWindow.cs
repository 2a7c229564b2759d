using Patterns.Core;
using Patterns.ServiceLevels.Prometheus;

namespace Patterns.ServiceLevels;

/// <summary>One pair of windows of an alert: it fires when the long one would spend a share of the budget and the short one still burns as fast.</summary>
public sealed record BurnAlertWindow
{
    /// <summary>Creates a pair of windows.</summary>
    /// <param name="budgetShare">The share of the budget whose loss within the long window alerts, (0, 1].</param>
    /// <param name="shortWindow">The short window, at least a minute.</param>
    /// <param name="longWindow">The long window, longer than the short one.</param>
    public BurnAlertWindow(Ratio budgetShare, TimeSpan shortWindow, TimeSpan longWindow)
    {
        if (budgetShare <= Ratio.Zero || budgetShare > Ratio.One)
        {
            throw new ArgumentOutOfRangeException(nameof(budgetShare), budgetShare, "The share of the budget is more than 0 and at most 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(shortWindow, TimeSpan.FromMinutes(1));
        if (longWindow <= shortWindow)
        {
            throw new ArgumentOutOfRangeException(nameof(longWindow), longWindow, $"The long window is longer than the short one, here {PromDuration.Of(shortWindow)}.");
        }

        BudgetShare = budgetShare;
        ShortWindow = shortWindow;
        LongWindow = longWindow;
    }

    /// <summary>The share of the budget whose loss within the long window alerts.</summary>
    public Ratio BudgetShare { get; }

    /// <summary>The window that ends the alert soon after the trouble ended.</summary>
    public TimeSpan ShortWindow { get; }

    /// <summary>The window that says how much was lost.</summary>
    public TimeSpan LongWindow { get; }

    /// <summary>How long both windows must burn as fast before the alert fires; none by default, because the windows see to it.</summary>
    public TimeSpan For { get; init; }

    /// <summary>The burn rate that loses the share within the long window: 2 % of 30 days within an hour is 14.4.</summary>
    /// <param name="period">The period of the objective.</param>
    public Ratio BurnRate(TimeSpan period)
    {
        var hours = new Ratio(period.Ticks, LongWindow.Ticks);
        return new Ratio(checked(BudgetShare.Numerator * hours.Numerator), checked(BudgetShare.Denominator * hours.Denominator));
    }
}
