using System.Globalization;
using Patterns.Core.Time;

namespace Patterns.Core;

/// <summary>
/// Whole days of the calendar in a time zone: a day, a week, a month, a quarter, a year. Immutable, compared by value; passes for a
/// <see cref="TimeWindow"/> wherever one is expected.
/// </summary>
/// <remarks>
/// A day starts at its first instant in the zone. Where the clock skips midnight that is the instant of the change; where it shows
/// midnight twice that is the first time. So a day has 23 or 25 hours now and then, and consecutive days meet without a gap.
/// </remarks>
public sealed class Period : IEquatable<Period>
{
    private Period(string name, DateOnly firstDay, DateOnly endDay, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        Name = name;
        FirstDay = firstDay;
        EndDay = endDay;
        Zone = zone;
        Window = new TimeWindow(LocalMidnight.ToUtc(firstDay, zone), LocalMidnight.ToUtc(endDay, zone));
    }

    /// <summary>The name for people: <c>2026-07-14</c>, <c>week of 2026-07-13</c>, <c>2026-07</c>, <c>2026-Q3</c>, <c>2026</c>, or <c>FY</c> before a fiscal year.</summary>
    public string Name { get; }

    /// <summary>The first day.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>The day after the last one.</summary>
    public DateOnly EndDay { get; }

    /// <summary>The zone whose days these are.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The instants of the period, UTC.</summary>
    public TimeWindow Window { get; }

    /// <summary>The instants of the period.</summary>
    /// <param name="period">The period.</param>
    public static implicit operator TimeWindow(Period period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return period.Window;
    }

    /// <summary>One day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="zone">The zone in which the day starts and ends.</param>
    public static Period Day(DateOnly day, TimeZoneInfo zone) => new(Format(day), day, day.AddDays(1), zone);

    /// <summary>The seven days that hold a given one.</summary>
    /// <param name="day">Any day of the week.</param>
    /// <param name="zone">The zone in which the days start and end.</param>
    /// <param name="firstDayOfWeek">The day on which a week starts; Monday is that of ISO 8601.</param>
    public static Period Week(DateOnly day, TimeZoneInfo zone, DayOfWeek firstDayOfWeek = DayOfWeek.Monday)
    {
        var first = day.AddDays(-((day.DayOfWeek - firstDayOfWeek + 7) % 7));
        return new Period($"week of {Format(first)}", first, first.AddDays(7), zone);
    }

    /// <summary>A month.</summary>
    /// <param name="year">Calendar year, 1 to 9999.</param>
    /// <param name="month">1 (January) to 12.</param>
    /// <param name="zone">The zone in which the days start and end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such month.</exception>
    public static Period Month(int year, int month, TimeZoneInfo zone)
    {
        var first = new DateOnly(year, month, 1);
        return new Period($"{year:D4}-{month:D2}", first, first.AddMonths(1), zone);
    }

    /// <summary>Three months of a year.</summary>
    /// <param name="year">Number of the year, counted as <paramref name="fiscalYear"/> says.</param>
    /// <param name="quarter">1 to 4.</param>
    /// <param name="zone">The zone in which the days start and end.</param>
    /// <param name="fiscalYear">When the year starts; the default is the calendar year.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such quarter.</exception>
    public static Period Quarter(int year, int quarter, TimeZoneInfo zone, FiscalYear fiscalYear = default)
    {
        if (quarter is not (>= 1 and <= 4))
        {
            throw new ArgumentOutOfRangeException(nameof(quarter), quarter, "A quarter is 1 to 4.");
        }

        var first = fiscalYear.FirstDay(year).AddMonths(3 * (quarter - 1));
        return new Period($"{NameOf(year, fiscalYear)}-Q{quarter}", first, first.AddMonths(3), zone);
    }

    /// <summary>A year.</summary>
    /// <param name="year">Number of the year, counted as <paramref name="fiscalYear"/> says.</param>
    /// <param name="zone">The zone in which the days start and end.</param>
    /// <param name="fiscalYear">When the year starts; the default is the calendar year.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such year.</exception>
    public static Period Year(int year, TimeZoneInfo zone, FiscalYear fiscalYear = default)
    {
        var first = fiscalYear.FirstDay(year);
        return new Period(NameOf(year, fiscalYear), first, first.AddYears(1), zone);
    }

    /// <inheritdoc/>
    public bool Equals(Period? other)
        => other is not null && Name == other.Name && FirstDay == other.FirstDay && EndDay == other.EndDay && Zone.Equals(other.Zone);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Period);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, FirstDay, EndDay, Zone);

    /// <summary>The name and the zone: <c>2026-Q3 in Europe/Berlin</c>.</summary>
    public override string ToString() => $"{Name} in {Zone.Id}";

    private static string Format(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string NameOf(int year, FiscalYear fiscalYear) => fiscalYear == default ? $"{year:D4}" : $"FY{year:D4}";
}
