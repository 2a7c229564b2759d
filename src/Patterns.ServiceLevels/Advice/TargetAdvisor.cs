using System.Globalization;
using Patterns.ServiceLevels.Advice;

namespace Patterns.ServiceLevels;

/// <summary>
/// Suggests what to aim for and says why: what history or the launch plan bears, capped by what the service depends on, by how many events there are to judge by,
/// and by whether somebody alerted could still save the budget.
/// </summary>
public static class TargetAdvisor
{
    /// <summary>Advice for a service with history, or without.</summary>
    /// <param name="history">At least seven days, better months; null for a service that is only launching.</param>
    /// <param name="dependencies">What the service cannot work without; null for nothing.</param>
    /// <param name="traffic">How many events it gets; null for what history has, and for unknown without history.</param>
    /// <param name="options">What to take for granted; null for the defaults.</param>
    /// <exception cref="ArgumentException">The history is too short to say anything, or an option is out of its range.</exception>
    public static TargetAdvice Suggest(SlotHistory? history, IEnumerable<Dependency>? dependencies = null, ExpectedTraffic? traffic = null, AdviceOptions? options = null)
    {
        options ??= new AdviceOptions();
        AdviceChecks.Require(options);
        Dependency[] needed = [.. dependencies ?? []];
        var perDay = traffic is { } expected ? expected.EventsPerDay : history is { Count: > 0 } ? (double)history.Total().Total / history.Count * (24 * 60) : default(double?);
        var past = history is null ? null : new PastPeriods(history, options);
        List<AdviceReason> reasons = [past is null ? LaunchReason.Of(needed, options) : past.Reason()];
        if (needed.Length > 0)
        {
            reasons.Add(DependencyReason.Of(needed));
        }

        reasons.Add(TrafficReason(perDay, options));
        reasons.Add(AlertReason.Of(perDay, options));
        var target = reasons.Any(static reason => reason.Limit is null && reason.Kind is not AdviceReasonKind.Traffic) ? null : reasons.Min(static reason => reason.Limit);
        var promise = target is { } aim ? PromiseReason.Of(aim, past, options) : null;
        if (promise is not null)
        {
            reasons.Add(promise);
        }

        return new TargetAdvice(target, promise?.Limit, options.Period, reasons);
    }

    private static AdviceReason TrafficReason(double? perDay, AdviceOptions options)
    {
        if (perDay is not { } known)
        {
            return new AdviceReason(AdviceReasonKind.Traffic, null, "How many events there will be is not known. Measure it before trusting a target of many nines.");
        }

        var events = (long)(known * options.Period.TotalDays);
        var limit = Ladder.Highest(rung => rung.AllowedBad(events) >= options.MinimumAllowedFailures);
        var next = Ladder.Rungs.LastOrDefault(rung => limit is null || rung > limit.Value);
        var text = string.Create(CultureInfo.InvariantCulture, $"{events:#,##0} events in {options.Period.TotalDays:0} days");
        return limit is null
            ? new AdviceReason(AdviceReasonKind.Traffic, Ladder.Rungs[^1], $"{text} are too few to judge by. Lengthen the period, join services, or probe.")
            : new AdviceReason(
                AdviceReasonKind.Traffic,
                limit,
                next.IsEmpty || next == limit ? $"{text} are enough for any target." : string.Create(CultureInfo.InvariantCulture, $"{text} allow {limit.Value.AllowedBad(events):#,##0} failures; with {next} they would allow {next.AllowedBad(events):#,##0}, and fewer than {options.MinimumAllowedFailures} leave it to single failures."));
    }
}
