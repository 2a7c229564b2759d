using System.Globalization;
using Patterns.Core;

namespace Patterns.ServiceLevels.Reports;

/// <summary>Names of stretches of time on the clock of a zone, for people. English, whatever the culture of the machine.</summary>
internal static class PeriodNames
{
    public static string Of(TimeWindow window, TimeZoneInfo zone)
    {
        var start = Local(window.Start, zone);
        var end = Local(window.End, zone);
        if (start.TimeOfDay != TimeSpan.Zero || end.TimeOfDay != TimeSpan.Zero)
        {
            return $"{Moment(window.Start, zone)} to {Moment(window.End, zone)}";
        }

        var last = end.AddDays(-1);
        return start.AddDays(1) == end ? Format(start, "d MMMM yyyy")
            : start.Day == 1 && start.AddMonths(1) == end ? Format(start, "MMMM yyyy")
            : start.Day == 1 && start.Month % 3 == 1 && start.AddMonths(3) == end ? string.Create(CultureInfo.InvariantCulture, $"quarter {((start.Month - 1) / 3) + 1} of {start.Year}")
            : start is { Day: 1, Month: 1 } && start.AddYears(1) == end ? Format(start, "yyyy")
            : $"{Format(start, start.Year == last.Year ? "d MMMM" : "d MMMM yyyy")} to {Format(last, "d MMMM yyyy")}";
    }

    public static string Moment(DateTimeOffset instant, TimeZoneInfo zone) => Format(Local(instant, zone), "d MMMM yyyy HH:mm");

    public static string Day(DateTimeOffset instant, TimeZoneInfo zone) => Format(Local(instant, zone), "d MMMM yyyy");

    public static string ShortDay(DateTimeOffset instant, TimeZoneInfo zone) => Format(Local(instant, zone), "d MMM");

    /// <summary>For example <c>2 h 5 min</c>.</summary>
    public static string Duration(TimeSpan duration)
    {
        var minutes = (long)Math.Ceiling(duration.TotalMinutes);
        (long Count, string Unit)[] parts = [(minutes / (24 * 60), "d"), (minutes / 60 % 24, "h"), (minutes % 60, "min")];
        var shown = parts.Where(static part => part.Count > 0).Take(2).Select(static part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}")).ToArray();
        return shown.Length == 0 ? "0 min" : string.Join(' ', shown);
    }

    private static DateTime Local(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    private static string Format(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
