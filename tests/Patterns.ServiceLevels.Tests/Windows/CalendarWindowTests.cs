using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Windows;

public sealed class CalendarWindowTests
{
    private static readonly string[] Zones =
    [
        "Europe/Amsterdam", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo", "America/St_Johns", "Pacific/Apia", "UTC",
    ];

    public static TheoryData<string> AllZones() => [.. Zones];

    [Theory]
    [MemberData(nameof(AllZones))]
    public void Consecutive_windows_meet_and_every_instant_is_in_exactly_its_own(string zone)
    {
        var random = new Random(11);
        foreach (var unit in Enum.GetValues<CalendarUnit>())
        {
            foreach (var (day, hour) in new[] { (1, 0), (31, 0), (30, 2), (29, 12) })
            {
                foreach (var rule in Enum.GetValues<MonthEndRule>())
                {
                    var window = Window.Calendar(unit, zone, random.Next(1, 4), new DateTime(2020, 1, day, hour, 30, 0), rule);
                    var at = new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(0, 1_000_000));
                    var current = window.At(at);
                    for (var count = 0; count < 40; count++)
                    {
                        Assert.False(current.IsEmpty);
                        Assert.Equal(current, window.At(current.Start));
                        Assert.Equal(current, window.At(current.End.AddTicks(-1)));
                        Assert.Equal(current, window.At(current.Start.AddTicks(random.NextInt64(0, current.Duration.Ticks))));
                        var next = window.At(current.End);
                        Assert.Equal(current.End, next.Start);
                        current = next;
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllZones))]
    public void Months_and_quarters_are_those_of_the_calendar(string zone)
    {
        var found = TimeZoneInfo.FindSystemTimeZoneById(zone);
        for (var year = 2023; year <= 2028; year++)
        {
            for (var month = 1; month <= 12; month++)
            {
                var expected = Period.Month(year, month, found).Window;
                Assert.Equal(expected, Window.CalendarMonth(zone).At(expected.Start));
                var quarter = Period.Quarter(year, (month + 2) / 3, found).Window;
                Assert.Equal(quarter, Window.CalendarQuarter(zone).At(expected.Start));
                Assert.Equal(Period.Year(year, found).Window, Window.CalendarYear(zone).At(expected.Start));
                Assert.Equal(Period.Day(new DateOnly(year, month, 28), found).Window, Window.CalendarDay(zone).At(expected.Start.AddDays(27).AddHours(5)));
                Assert.Equal(Period.Week(new DateOnly(year, month, 28), found).Window, Window.CalendarWeek(zone).At(Period.Day(new DateOnly(year, month, 28), found).Window.Start));
            }
        }
    }

    [Theory]
    [InlineData("Europe/Amsterdam", 2026, 3, -1)]
    [InlineData("Europe/Amsterdam", 2026, 10, 1)]
    [InlineData("America/New_York", 2026, 3, -1)]
    [InlineData("America/New_York", 2026, 11, 1)]
    [InlineData("Australia/Lord_Howe", 2026, 4, 0.5)]
    [InlineData("Australia/Lord_Howe", 2026, 10, -0.5)]
    [InlineData("Africa/Cairo", 2026, 4, -1)]
    [InlineData("America/St_Johns", 2026, 11, 1)]
    public void A_month_with_a_change_of_the_clock_is_shorter_or_longer(string zone, int year, int month, double hours)
    {
        var window = Window.CalendarMonth(zone).At(new DateTimeOffset(year, month, 15, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal((DateTime.DaysInMonth(year, month) * 24) + hours, window.Duration.TotalHours);
    }

    [Fact]
    public void February_is_a_day_longer_in_a_leap_year()
    {
        Assert.Equal(29, Window.CalendarMonth("UTC").At(new DateTimeOffset(2028, 2, 10, 0, 0, 0, TimeSpan.Zero)).Duration.TotalDays);
        Assert.Equal(28, Window.CalendarMonth("UTC").At(new DateTimeOffset(2100, 2, 10, 0, 0, 0, TimeSpan.Zero)).Duration.TotalDays);
    }

    [Theory]
    [InlineData(31, "2026-02-28", "2026-03-31", MonthEndRule.LastDay)]
    [InlineData(30, "2026-02-28", "2026-03-30", MonthEndRule.LastDay)]
    [InlineData(29, "2026-02-28", "2026-03-29", MonthEndRule.LastDay)]
    [InlineData(31, "2026-03-03", "2026-03-31", MonthEndRule.Overflow)]
    [InlineData(29, "2026-03-01", "2026-03-29", MonthEndRule.Overflow)]
    public void An_anchor_at_the_end_of_a_month_returns_to_its_day(int day, string start, string end, MonthEndRule rule)
    {
        var window = Window.Calendar(CalendarUnit.Month, "UTC", anchor: new DateTime(2026, 1, day), monthEnd: rule).At(new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal((start, end), (window.Start.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), window.End.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_start_that_the_clock_skips_is_the_instant_of_the_skip()
    {
        // In New York 02:00 to 03:00 does not exist on 8 March 2026.
        var window = Window.Calendar(CalendarUnit.Day, "America/New_York", anchor: new DateTime(2026, 1, 1, 2, 30, 0));

        var day = window.At(new DateTimeOffset(2026, 3, 8, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(new DateTimeOffset(2026, 3, 8, 7, 0, 0, TimeSpan.Zero), day.Start);
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 6, 30, 0, TimeSpan.Zero), day.End);
    }

    [Fact]
    public void A_start_that_the_clock_shows_twice_is_the_first_time()
    {
        // In New York 01:30 comes twice on 1 November 2026, first at 05:30 UTC.
        var window = Window.Calendar(CalendarUnit.Day, "America/New_York", anchor: new DateTime(2026, 1, 1, 1, 30, 0));

        Assert.Equal(new DateTimeOffset(2026, 11, 1, 5, 30, 0, TimeSpan.Zero), window.At(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero)).Start);
    }

    [Fact]
    public void A_day_that_starts_with_a_skip_starts_at_the_skip()
    {
        // In Sao Paulo midnight did not exist on 4 November 2018; in Apia 30 December 2011 did not exist at all.
        Assert.Equal(new DateTimeOffset(2018, 11, 4, 3, 0, 0, TimeSpan.Zero), Window.CalendarDay("America/Sao_Paulo").At(new DateTimeOffset(2018, 11, 4, 12, 0, 0, TimeSpan.Zero)).Start);
        Assert.Equal(24, Window.CalendarDay("Pacific/Apia").At(new DateTimeOffset(2011, 12, 30, 8, 0, 0, TimeSpan.Zero)).Duration.TotalHours);
    }

    [Fact]
    public void An_unknown_zone_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(static () => Window.CalendarMonth("Europe/Atlantis"));

        Assert.Contains("Europe/Atlantis", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_at_either_end_of_time_is_cut_there()
    {
        Assert.Equal(DateTimeOffset.MinValue, Window.CalendarYear("Asia/Kolkata").At(DateTimeOffset.MinValue).Start);
        Assert.True(Window.CalendarYear("UTC").At(new DateTimeOffset(9999, 6, 1, 0, 0, 0, TimeSpan.Zero)).End.Year == 9999);
    }
}
