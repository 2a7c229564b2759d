using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>Sets of alert rules that others worked out.</summary>
public static class AlertRules
{
    /// <summary>
    /// The multi-window, multi-burn-rate alerts of The Site Reliability Workbook, chapter 5, scaled to a period: pages at 2 % of the budget in 1 hour and 5 %
    /// in 6 hours, tickets at 10 % in 1 day and 10 % in 3 days. For 30 days these are burn rates of 14.4, 6, 3 and 1.
    /// </summary>
    /// <param name="period">The length of the objective's window.</param>
    public static IReadOnlyList<AlertRule> Workbook(TimeSpan period) =>
    [
        AlertRule.Spending(new Ratio(2, 100), period, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5)),
        AlertRule.Spending(new Ratio(5, 100), period, TimeSpan.FromHours(6), TimeSpan.FromMinutes(30)),
        AlertRule.Spending(new Ratio(10, 100), period, TimeSpan.FromHours(24), TimeSpan.FromHours(2), AlertSeverity.Ticket),
        AlertRule.Spending(new Ratio(10, 100), period, TimeSpan.FromDays(3), TimeSpan.FromHours(6), AlertSeverity.Ticket),
    ];

    /// <summary>
    /// Rules whose windows grow with the period while their burn rates stay at 14, 7, 2 and 1, as Pyrra has them: for 28 days 1 hour, 6 hours, 1 day and 4 days.
    /// Windows are rounded to the nearest minute.
    /// </summary>
    /// <param name="period">The length of the objective's window, 1 day or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is less than a day.</exception>
    public static IReadOnlyList<AlertRule> Proportional(TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.FromDays(1));
        return
        [
            new(AlertSeverity.Page, Part(period, 28 * 24), Part(period, 28 * 24 * 12), new Ratio(14, 1)),
            new(AlertSeverity.Page, Part(period, 28 * 4), Part(period, 28 * 24 * 2), new Ratio(7, 1)),
            new(AlertSeverity.Ticket, Part(period, 28), Part(period, 28 * 12), new Ratio(2, 1)),
            new(AlertSeverity.Ticket, Part(period, 7), Part(period, 28 * 4), new Ratio(1, 1)),
        ];
    }

    /// <summary>The workbook's rules that suit an objective: those that can fire and whose long window is shorter than the objective's own.</summary>
    /// <param name="target">The target of the objective.</param>
    /// <param name="window">The window of the objective.</param>
    public static IReadOnlyList<AlertRule> For(Target target, Window window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return Suiting(target, window.NominalLength);
    }

    internal static IReadOnlyList<AlertRule> Suiting(Target target, TimeSpan period)
        => [.. Workbook(period).Where(rule => rule.LongWindow < period && rule.IsReachable(target))];

    /// <summary>The windows of rules, short and long, each once, from short to long.</summary>
    internal static IReadOnlyList<TimeSpan> Windows(IEnumerable<AlertRule> rules)
        => [.. rules.SelectMany(static rule => new[] { rule.ShortWindow, rule.LongWindow }).Distinct().Order()];

    /// <summary>A part of a period, to the nearest minute and a minute at least.</summary>
    internal static TimeSpan Part(TimeSpan period, int divisor)
        => TimeSpan.FromMinutes(Math.Max(1, Math.Round(period.TotalMinutes / divisor, MidpointRounding.AwayFromZero)));
}
