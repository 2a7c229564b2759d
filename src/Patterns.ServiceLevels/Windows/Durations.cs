using System.Globalization;

namespace Patterns.ServiceLevels.Windows;

/// <summary>Durations as people and Prometheus write them.</summary>
internal static class Durations
{
    /// <summary>In the largest unit that leaves no rest: <c>28 days</c>, <c>90 minutes</c>.</summary>
    public static string Text(TimeSpan duration)
    {
        var (count, unit) = duration switch
        {
            { Ticks: var ticks } when ticks % TimeSpan.TicksPerDay == 0 => (duration.Days, "day"),
            { Ticks: var ticks } when ticks % TimeSpan.TicksPerHour == 0 => ((long)duration.TotalHours, "hour"),
            { Ticks: var ticks } when ticks % TimeSpan.TicksPerMinute == 0 => ((long)duration.TotalMinutes, "minute"),
            _ => ((long)duration.TotalSeconds, "second"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");
    }
}
