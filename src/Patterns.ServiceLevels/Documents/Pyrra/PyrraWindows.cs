using Patterns.Core;

namespace Patterns.ServiceLevels.Documents.Pyrra;

/// <summary>
/// Pyrra's windows. Its factors of 14, 7, 2 and 1 are written down, and the windows that go with them are parts of the period: an hour, six hours, a day and
/// four days of four weeks, to the nearest minute.
/// </summary>
internal static class PyrraWindows
{
    private static readonly TimeSpan FourWeeks = TimeSpan.FromDays(28);

    public static BurnAlertWindows For(TimeSpan period)
        => new(
            period,
            Pair(period, 14, TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromMinutes(2)),
            Pair(period, 7, TimeSpan.FromMinutes(30), TimeSpan.FromHours(6), TimeSpan.FromMinutes(15)),
            Pair(period, 2, TimeSpan.FromHours(2), TimeSpan.FromDays(1), TimeSpan.FromHours(1)),
            Pair(period, 1, TimeSpan.FromHours(6), TimeSpan.FromDays(4), TimeSpan.FromHours(3)));

    private static BurnAlertWindow Pair(TimeSpan period, int factor, TimeSpan shortWindow, TimeSpan longWindow, TimeSpan hold)
    {
        var length = Scaled(period, longWindow);
        return new(new Ratio(factor * length.Ticks, period.Ticks), Scaled(period, shortWindow), length) { For = Scaled(period, hold) };
    }

    private static TimeSpan Scaled(TimeSpan period, TimeSpan window)
    {
        var ticks = (Int128)window.Ticks * period.Ticks / FourWeeks.Ticks;
        return TimeSpan.FromMinutes(Math.Max(1, (long)((ticks + (TimeSpan.TicksPerMinute / 2)) / TimeSpan.TicksPerMinute)));
    }
}
