using System.Globalization;

namespace Patterns.ServiceLevels.Advice;

/// <summary>A target that is gone before anybody acts cannot be defended, and one whose alert is set off by a single failure wakes people for nothing.</summary>
internal static class AlertReason
{
    private const int FailuresPerPage = 2;

    public static AdviceReason Of(double? eventsPerDay, AdviceOptions options)
    {
        var page = AlertRules.Workbook(options.Period)[0];
        var limit = Ladder.Highest(rung => Endures(rung, options) && (eventsPerDay is not { } perDay || FailuresToPage(rung, page, perDay) >= FailuresPerPage));
        if (limit is not { } found)
        {
            return new AdviceReason(AdviceReasonKind.Alerts, Ladder.Rungs[^1], "Events are so few that one failure pages at any target. Lengthen the period, join services, or probe.");
        }

        var minutes = options.Period.TotalMinutes * found.Budget.ToDouble();
        var failures = eventsPerDay is { } known ? string.Create(CultureInfo.InvariantCulture, $" A page within the hour takes {Math.Ceiling(FailuresToPage(found, page, known)):#,##0} failures of about {known / 24:#,##0} events.") : "";
        return new AdviceReason(AdviceReasonKind.Alerts, limit, string.Create(CultureInfo.InvariantCulture, $"A full outage uses up the budget in {minutes:#,##0.#} minutes, and somebody acts after {options.TimeToRespond.TotalMinutes:0.#}.{failures}"));
    }

    // Of the budget, a whole outage leaves something when somebody acts.
    private static bool Endures(Target target, AdviceOptions options) => options.Period.TotalMinutes * target.Budget.ToDouble() > options.TimeToRespond.TotalMinutes;

    private static double FailuresToPage(Target target, AlertRule page, double perDay)
    {
        var share = Math.Min(1, page.BurnRate.ToDouble() * target.Budget.ToDouble());
        return share * perDay * page.LongWindow.TotalDays;
    }
}
