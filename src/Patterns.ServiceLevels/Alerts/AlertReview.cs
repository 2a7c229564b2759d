using Patterns.ServiceLevels.Windows;

namespace Patterns.ServiceLevels;

/// <summary>Looks over alerts with the traffic in mind (The Site Reliability Workbook, chapter 5, low-traffic services).</summary>
public static class AlertReview
{
    /// <summary>The rules that too few bad events would fire.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="eventsPerDay">Events of a usual day, 0 or more.</param>
    /// <param name="fewestBad">An alert should need so many bad events at least: 1 or more, 5 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static IReadOnlyList<AlertWarning> Warn(Objective objective, long eventsPerDay, long fewestBad = 5)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentOutOfRangeException.ThrowIfNegative(eventsPerDay);
        ArgumentOutOfRangeException.ThrowIfLessThan(fewestBad, 1);
        var warnings = new List<AlertWarning>();
        foreach (var rule in objective.Alerts)
        {
            var events = (long)((Int128)eventsPerDay * rule.LongWindow.Ticks / TimeSpan.TicksPerDay);
            var bad = Math.Max(rule.BadEventsToFire(objective.Target, events), objective.MinimumBad);
            if (bad < fewestBad)
            {
                warnings.Add(new AlertWarning(rule, events, bad, $"Objective '{objective.Name}': {bad} bad of {events} events in {Durations.Text(rule.LongWindow)} make '{rule}' fire, "
                    + $"and {fewestBad} should be needed. Set {nameof(ObjectiveOptions.MinimumBad)} or {nameof(ObjectiveOptions.CertaintyZ)}, lower the target, widen the window, or send probes."));
            }
        }

        return warnings;
    }
}
