using System.Globalization;
using Patterns.Core;
using Patterns.ServiceLevels.Windows;

namespace Patterns.ServiceLevels;

/// <summary>
/// The time over which an objective is judged: the last so many days, or whole days, weeks, months, quarters or years of the calendar in a zone. Immutable,
/// safe for use by several threads.
/// </summary>
public sealed class Window
{
    private readonly CalendarAnchor? _calendar;

    private Window(TimeSpan length) => Length = length;

    private Window(CalendarAnchor calendar) => _calendar = calendar;

    /// <summary>Whether the window follows the calendar; else it is rolling.</summary>
    public bool IsCalendar => _calendar is not null;

    /// <summary>The length of a rolling window; null for a calendar window.</summary>
    public TimeSpan? Length { get; }

    /// <summary>The step of a calendar window; null for a rolling window.</summary>
    public CalendarUnit? Unit => _calendar?.Unit;

    /// <summary>How many steps a calendar window has; null for a rolling window.</summary>
    public int? UnitCount => _calendar?.Count;

    /// <summary>The local time at which some calendar window starts; null for a rolling window.</summary>
    public DateTime? Anchor => _calendar?.Start;

    /// <summary>The zone of a calendar window; null for a rolling window.</summary>
    public TimeZoneInfo? Zone => _calendar?.Zone;

    /// <summary>The length that thresholds are scaled to: that of a rolling window; for a calendar window 1, 7, 30, 90 or 365 days per step.</summary>
    public TimeSpan NominalLength => Length ?? (TimeSpan.FromDays(_calendar!.Unit switch
    {
        CalendarUnit.Day => 1,
        CalendarUnit.Week => 7,
        CalendarUnit.Month => 30,
        CalendarUnit.Quarter => 90,
        _ => 365,
    }) * _calendar.Count);

    /// <summary>The time up to now.</summary>
    /// <param name="length">Whole minutes, 1 minute to 10 years.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is none of these.</exception>
    public static Window Rolling(TimeSpan length)
    {
        if (length < SlotHistory.SlotLength || length > TimeSpan.FromDays(3660) || length.Ticks % SlotHistory.SlotLength.Ticks != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, $"A rolling window is 1 minute to 3660 days of whole minutes, but is {length:c}.");
        }

        return new Window(length);
    }

    /// <summary>A day of a zone.</summary>
    /// <param name="zone">IANA name, for example <c>Europe/Amsterdam</c>.</param>
    public static Window CalendarDay(string zone) => Calendar(CalendarUnit.Day, zone);

    /// <summary>Monday to Sunday in a zone, as weeks are in ISO 8601.</summary>
    /// <param name="zone">IANA name, for example <c>Europe/Amsterdam</c>.</param>
    public static Window CalendarWeek(string zone) => Calendar(CalendarUnit.Week, zone);

    /// <summary>A month of a zone.</summary>
    /// <param name="zone">IANA name, for example <c>Europe/Amsterdam</c>.</param>
    public static Window CalendarMonth(string zone) => Calendar(CalendarUnit.Month, zone);

    /// <summary>A quarter of a zone, the first from January to March.</summary>
    /// <param name="zone">IANA name, for example <c>Europe/Amsterdam</c>.</param>
    public static Window CalendarQuarter(string zone) => Calendar(CalendarUnit.Quarter, zone);

    /// <summary>A year of a zone.</summary>
    /// <param name="zone">IANA name, for example <c>Europe/Amsterdam</c>.</param>
    public static Window CalendarYear(string zone) => Calendar(CalendarUnit.Year, zone);

    /// <summary>Steps of the calendar from an anchor, forward and back.</summary>
    /// <param name="unit">The step.</param>
    /// <param name="zone">IANA name.</param>
    /// <param name="count">Steps per window, 1 to 120.</param>
    /// <param name="anchor">A local time at which a window starts; null for Monday, 1 January 2001, 00:00. A start that the clock skips is the instant of the skip; one that it shows twice is the first time.</param>
    /// <param name="monthEnd">What an anchor on day 29 to 31 means in shorter months.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is out of range, or there is no such unit.</exception>
    /// <exception cref="ArgumentException">There is no such zone.</exception>
    public static Window Calendar(CalendarUnit unit, string zone, int count = 1, DateTime? anchor = null, MonthEndRule monthEnd = MonthEndRule.LastDay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 120);
        if (!Enum.IsDefined(unit))
        {
            throw new ArgumentOutOfRangeException(nameof(unit), unit, "A unit is a day, a week, a month, a quarter or a year.");
        }

        var start = DateTime.SpecifyKind(anchor ?? new DateTime(2001, 1, 1), DateTimeKind.Unspecified);
        return new Window(new CalendarAnchor(unit, count, start, ZoneNames.Find(zone), monthEnd));
    }

    /// <summary>The window that belongs to an instant: of a calendar the one that holds it, of a rolling window the time that ends there.</summary>
    /// <param name="instant">An instant at any offset.</param>
    public TimeWindow At(DateTimeOffset instant) => _calendar is { } calendar ? calendar.At(instant) : new TimeWindow(instant - Length!.Value, instant);

    /// <summary>For example <c>28 days, rolling</c> or <c>1 month in Europe/Amsterdam</c>.</summary>
    public override string ToString()
        => _calendar is { } calendar
            ? string.Create(CultureInfo.InvariantCulture, $"{calendar.Count} {calendar.Unit.ToString().ToLowerInvariant()}{(calendar.Count == 1 ? "" : "s")} in {calendar.Zone.Id}")
            : $"{Durations.Text(Length!.Value)}, rolling";
}
