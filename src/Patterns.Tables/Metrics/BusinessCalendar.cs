using Patterns.Core;

namespace Patterns.Tables;

/// <summary>
/// When days, weeks and years of a company begin. It belongs to the store, <see cref="TableStoreOptions"/>, so that "the third quarter" is the same
/// instants for everybody who asks. Immutable, safe to share between threads.
/// </summary>
public sealed class BusinessCalendar
{
    internal BusinessCalendar(TimeZoneInfo timeZone, DayOfWeek firstDayOfWeek, FiscalYear fiscalYear)
    {
        TimeZone = timeZone;
        FirstDayOfWeek = firstDayOfWeek;
        FiscalYear = fiscalYear;
    }

    /// <summary>The zone in which days begin.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>The day on which weeks begin.</summary>
    public DayOfWeek FirstDayOfWeek { get; }

    /// <summary>When years begin.</summary>
    public FiscalYear FiscalYear { get; }

    /// <summary>One day.</summary>
    /// <param name="day">The day.</param>
    public Period Day(DateOnly day) => Period.Day(day, TimeZone);

    /// <summary>The week that holds a day.</summary>
    /// <param name="day">Any day of the week.</param>
    public Period Week(DateOnly day) => Period.Week(day, TimeZone, FirstDayOfWeek);

    /// <summary>A calendar month.</summary>
    /// <param name="year">Calendar year, 1 to 9999.</param>
    /// <param name="month">1 (January) to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such month.</exception>
    public Period Month(int year, int month) => Period.Month(year, month, TimeZone);

    /// <summary>A quarter of a fiscal year.</summary>
    /// <param name="year">Number of the fiscal year.</param>
    /// <param name="quarter">1 to 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such quarter.</exception>
    public Period Quarter(int year, int quarter) => Period.Quarter(year, quarter, TimeZone, FiscalYear);

    /// <summary>A fiscal year.</summary>
    /// <param name="year">Number of the fiscal year.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such year.</exception>
    public Period Year(int year) => Period.Year(year, TimeZone, FiscalYear);

    /// <summary>The period of a length that holds a day.</summary>
    /// <param name="grain">The length.</param>
    /// <param name="day">Any day of the period.</param>
    public Period PeriodOf(TimeGrain grain, DateOnly day) => grain switch
    {
        TimeGrain.Day => Day(day),
        TimeGrain.Week => Week(day),
        TimeGrain.Month => Month(day.Year, day.Month),
        TimeGrain.Quarter => Quarter(YearOf(day), (MonthIndexOf(day) / 3) + 1),
        TimeGrain.Year => Year(YearOf(day)),
        _ => throw new ArgumentOutOfRangeException(nameof(grain), grain, "A grain is a day, week, month, quarter or year."),
    };

    /// <summary>For example <c>Europe/Berlin, weeks from Monday, years from January</c>.</summary>
    public override string ToString() => $"{TimeZone.Id}, weeks from {FirstDayOfWeek}, years from {new DateOnly(1, FiscalYear.StartMonth, 1).ToString("MMMM", System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>The length of a period of this calendar; null when the period is of another one.</summary>
    internal TimeGrain? GrainOf(Period period)
    {
        foreach (var grain in Enum.GetValues<TimeGrain>())
        {
            if (PeriodOf(grain, period.FirstDay).Equals(period))
            {
                return grain;
            }
        }

        return null;
    }

    private int YearOf(DateOnly day)
    {
        var start = day.Month >= FiscalYear.StartMonth ? day.Year : day.Year - 1;
        return FiscalYear.NamedAfter == FiscalYearName.EndYear ? start + 1 : start;
    }

    private int MonthIndexOf(DateOnly day) => (day.Month - FiscalYear.StartMonth + 12) % 12;
}
