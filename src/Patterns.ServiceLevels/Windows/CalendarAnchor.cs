using Patterns.Core;

namespace Patterns.ServiceLevels.Windows;

/// <summary>Consecutive windows of a calendar: window n starts n steps from the anchor, computed from the anchor each time, so that no drift adds up.</summary>
internal sealed record CalendarAnchor(CalendarUnit Unit, int Count, DateTime Start, TimeZoneInfo Zone, MonthEndRule MonthEnd)
{
    private int Months => Unit switch
    {
        CalendarUnit.Month => Count,
        CalendarUnit.Quarter => 3 * Count,
        CalendarUnit.Year => 12 * Count,
        _ => 0,
    };

    private int Days => Unit == CalendarUnit.Week ? 7 * Count : Count;

    public TimeWindow At(DateTimeOffset instant)
    {
        var index = Guess(instant);
        var (start, end) = (Boundary(index), Boundary(index + 1));
        while (instant < start)
        {
            (start, end) = (Boundary(--index), start);
        }

        while (instant >= end)
        {
            (start, end) = (end, Boundary(++index + 1));
        }

        return new TimeWindow(start, end);
    }

    // The local date may be off by a change of the clock or by the length of a month; the loops above put that right.
    private long Guess(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, Zone).DateTime;
        return Months == 0
            ? (local.Date - Start.Date).Days / Days
            : (((local.Year - Start.Year) * 12) + local.Month - Start.Month) / Months;
    }

    private DateTimeOffset Boundary(long index) => LocalClock.ToUtc(Months == 0 ? AddDays(index) : AddMonths(index), Zone);

    private DateTime AddDays(long index)
    {
        var ticks = Start.Ticks + (index * Days * TimeSpan.TicksPerDay);
        return new DateTime(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks));
    }

    private DateTime AddMonths(long index)
    {
        var month = (Start.Year * 12L) + Start.Month - 1 + (index * Months);
        if (month is < 12 or >= 120_000)
        {
            return month < 12 ? DateTime.MinValue : DateTime.MaxValue;
        }

        var first = new DateTime((int)(month / 12), (int)(month % 12) + 1, 1);
        var day = MonthEnd == MonthEndRule.LastDay ? Math.Min(Start.Day, DateTime.DaysInMonth(first.Year, first.Month)) : Start.Day;
        return first.AddDays(day - 1) + Start.TimeOfDay;
    }
}
