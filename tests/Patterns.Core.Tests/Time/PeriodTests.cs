using System.Globalization;

namespace Patterns.Core.Tests.Time;

public sealed class PeriodTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_quarter_is_the_instants_between_its_first_midnights_in_the_zone()
    {
        var quarter = Period.Quarter(2026, 1, Berlin);

        Assert.Equal("[2025-12-31T23:00:00Z, 2026-03-31T22:00:00Z)", quarter.Window.ToString());
        Assert.Equal("2026-Q1 in Europe/Berlin", quarter.ToString());
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 4, 1)), (quarter.FirstDay, quarter.EndDay));
    }

    [Fact]
    public void Every_kind_of_period_has_its_days_and_its_name()
    {
        var fiscal = new FiscalYear(4, FiscalYearName.StartYear);
        var american = new FiscalYear(10, FiscalYearName.EndYear);
        var day = new DateOnly(2026, 7, 15);

        AssertPeriod("2026-07-15", "2026-07-15", "2026-07-16", Period.Day(day, Berlin));
        AssertPeriod("week of 2026-07-13", "2026-07-13", "2026-07-20", Period.Week(day, Berlin));
        AssertPeriod("week of 2026-07-12", "2026-07-12", "2026-07-19", Period.Week(day, Berlin, DayOfWeek.Sunday));
        AssertPeriod("week of 2026-07-15", "2026-07-15", "2026-07-22", Period.Week(day, Berlin, DayOfWeek.Wednesday));
        AssertPeriod("week of 2026-07-09", "2026-07-09", "2026-07-16", Period.Week(day, Berlin, DayOfWeek.Thursday));
        AssertPeriod("2026-02", "2026-02-01", "2026-03-01", Period.Month(2026, 2, Berlin));
        AssertPeriod("2026-12", "2026-12-01", "2027-01-01", Period.Month(2026, 12, Berlin));
        AssertPeriod("2026-Q4", "2026-10-01", "2027-01-01", Period.Quarter(2026, 4, Berlin));
        AssertPeriod("2026", "2026-01-01", "2027-01-01", Period.Year(2026, Berlin));
        AssertPeriod("FY2026-Q4", "2027-01-01", "2027-04-01", Period.Quarter(2026, 4, Berlin, fiscal));
        AssertPeriod("FY2026", "2026-04-01", "2027-04-01", Period.Year(2026, Berlin, fiscal));
        AssertPeriod("FY2026-Q1", "2025-10-01", "2026-01-01", Period.Quarter(2026, 1, Berlin, american));
        AssertPeriod("FY2026", "2025-10-01", "2026-10-01", Period.Year(2026, Berlin, american));
        AssertPeriod("2026", "2026-01-01", "2027-01-01", Period.Year(2026, Berlin, new FiscalYear(1, FiscalYearName.EndYear)));
    }

    // Facts of the tz database: what the clock did at midnight.
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", 23)] // an ordinary change at 2 o'clock
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", 25)]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", 23)] // 00:00 skipped
    [InlineData("America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z", 25)] // the hour before 24:00 twice
    [InlineData("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z", 24)]
    [InlineData("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z", 25)] // 00:00 twice
    [InlineData("America/Havana", "2024-03-10", "2024-03-10T05:00:00Z", 23)] // 00:00 skipped
    [InlineData("Africa/Cairo", "2023-04-28", "2023-04-27T22:00:00Z", 23)] // 00:00 skipped
    [InlineData("Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z", 23)] // 00:00 skipped
    [InlineData("America/St_Johns", "2006-10-29", "2006-10-29T02:30:00Z", 25)] // 00:00 twice, and in between it is yesterday again
    [InlineData("Australia/Lord_Howe", "2024-04-07", "2024-04-06T13:00:00Z", 24.5)] // half an hour
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", 24)]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", 0)] // a day that never was
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", 24)]
    [InlineData("Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00Z", 24)]
    public void A_day_starts_at_its_first_instant(string zone, string day, string start, double hours)
    {
        var period = Period.Day(DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture), period.Window.Start);
        Assert.Equal(TimeSpan.FromHours(hours), period.Window.Duration);
    }

    [Fact]
    public void In_every_zone_days_start_on_their_date_and_come_after_all_instants_of_earlier_dates_but_repeated_ones()
    {
        string[] zones =
        [
            "Europe/Berlin", "Europe/London", "America/New_York", "America/Sao_Paulo", "America/Havana", "America/Asuncion", "Africa/Cairo",
            "Africa/Casablanca", "Asia/Beirut", "Asia/Tehran", "Asia/Gaza", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "UTC",
        ];
        foreach (var zone in zones.Select(TimeZoneInfo.FindSystemTimeZoneById))
        {
            for (var day = new DateOnly(2005, 1, 1); day.Year < 2030; day = day.AddDays(1))
            {
                var window = Period.Day(day, zone).Window;
                if (window.IsEmpty)
                {
                    continue;
                }

                Assert.Equal(day, LocalDate(window.Start, zone));
                Assert.True(LocalDate(window.Start.AddTicks(-1), zone) < day, $"{day} in {zone.Id}");
            }
        }
    }

    [Fact]
    public void Periods_are_compared_by_value_and_pass_for_windows()
    {
        TimeWindow window = Period.Month(2026, 7, Berlin);

        Assert.Equal(Period.Month(2026, 7, Berlin).Window, window);
        Assert.Equal(Period.Month(2026, 7, Berlin), Period.Month(2026, 7, Berlin));
        Assert.NotEqual(Period.Month(2026, 7, Berlin), Period.Month(2026, 7, TimeZoneInfo.Utc));
        Assert.NotEqual(Period.Year(2026, Berlin), Period.Year(2026, Berlin, new FiscalYear(2, FiscalYearName.StartYear)));
    }

    [Fact]
    public void What_is_no_period_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Period.Quarter(2026, 0, Berlin));
        Assert.Throws<ArgumentOutOfRangeException>(() => Period.Quarter(2026, 5, Berlin));
        Assert.Throws<ArgumentOutOfRangeException>(() => Period.Month(2026, 13, Berlin));
        Assert.Throws<ArgumentOutOfRangeException>(() => Period.Year(0, Berlin));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FiscalYear(13, FiscalYearName.StartYear));
        Assert.Equal(1, default(FiscalYear).StartMonth);
    }

    private static void AssertPeriod(string name, string first, string end, Period period)
        => Assert.Equal((name, first, end), (period.Name, Iso(period.FirstDay), Iso(period.EndDay)));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly LocalDate(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
