using Patterns.Core;

namespace Patterns.Tables.Tests.Metrics;

public sealed class MetricTimeTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public async Task The_day_on_which_clocks_go_forward_has_23_hours()
    {
        var (store, table) = await HoursAsync(Berlin);

        var rows = (await table.MeasureAsync(new MetricQuestion("events") { Period = store.Calendar.Week(new DateOnly(2026, 3, 29)), Grain = TimeGrain.Day })).Rows;

        Assert.Equal([24L, 24L, 24L, 24L, 24L, 24L, 23L], rows.Select(static row => row.Value));
        Assert.Equal("2026-03-29", rows[6].Period!.Name);
    }

    [Fact]
    public async Task The_day_on_which_clocks_go_back_has_25_hours()
    {
        var (store, table) = await HoursAsync(Berlin);

        Assert.Equal(25L, (await table.MeasureAsync("events", store.Calendar.Day(new DateOnly(2026, 10, 25)))).Value);
        Assert.Equal(24L, (await table.MeasureAsync("events", store.Calendar.Day(new DateOnly(2026, 10, 24)))).Value);
        Assert.Equal((31 * 24L) + 1, (await table.MeasureAsync("events", store.Calendar.Month(2026, 10))).Value);
    }

    [Fact]
    public async Task An_instant_at_the_boundary_belongs_to_the_later_period()
    {
        var (store, table) = await HoursAsync(Berlin);

        var july = await table.MeasureAsync("events", store.Calendar.Quarter(2026, 3));

        Assert.Equal("[2026-06-30T22:00:00Z, 2026-09-30T22:00:00Z)", july.Receipt.Period.ToString());
        Assert.Equal(92 * 24L, july.Value);
        Assert.Equal("2026-Q3", july.Receipt.PeriodName);
        Assert.StartsWith("Europe/Berlin, weeks from Monday", july.Receipt.Calendar, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TimeGrain.Day)]
    [InlineData(TimeGrain.Week)]
    [InlineData(TimeGrain.Month)]
    [InlineData(TimeGrain.Quarter)]
    [InlineData(TimeGrain.Year)]
    public async Task Periods_of_every_grain_add_up_to_all_time(TimeGrain grain)
    {
        var (store, table) = await HoursAsync(Berlin, new FiscalYear(4, FiscalYearName.StartYear), DayOfWeek.Sunday);

        var rows = (await table.MeasureAsync(new MetricQuestion("events") { Grain = grain })).Rows;

        Assert.Equal(365 * 24L, rows.Sum(static row => (long)row.Value!));
        Assert.Equal(rows.Select(static row => row.Period!.FirstDay).Order(), rows.Select(static row => row.Period!.FirstDay));
        foreach (var row in rows)
        {
            Assert.Equal(Hours().LongCount(row.Period!.Window.Contains), row.Value);
            Assert.Equal(store.Calendar.PeriodOf(grain, row.Period.FirstDay), row.Period);
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", 2026)]
    [InlineData("America/Sao_Paulo", 2018)]                          // back over midnight in February, no midnight in November
    [InlineData("Asia/Beirut", 2021)]                                // no midnight in March, back over midnight in October
    [InlineData("America/Havana", 2019)]                             // midnight twice in November
    [InlineData("Australia/Lord_Howe", 2020)]                        // half an hour
    [InlineData("Pacific/Apia", 2011)]                               // no 30 December
    public async Task Every_instant_of_a_year_is_on_the_day_that_holds_it(string zone, int year)
    {
        var store = TableFixture.Store(new MemoryObjectStore(), options: new TableStoreOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) });
        var table = await store.CreateAsync<Event>("events", static table => table.Metric("events", "count(*)", time: "at"));
        var instants = Enumerable.Range(0, 365 * 96).Select(quarter => new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(quarter * 15)).ToList();
        await table.AppendAsync(instants.Select(static instant => new Event(instant, instant.DateTime)));

        var days = (await table.MeasureAsync(new MetricQuestion("events") { Period = store.Calendar.Year(year), Grain = TimeGrain.Day })).Rows;

        var whole = store.Calendar.Year(year).Window;
        Assert.Equal(instants.LongCount(whole.Contains), days.Sum(static day => (long)day.Value!));
        Assert.All(days, day => Assert.Equal(instants.LongCount(instant => whole.Contains(instant) && day.Period!.Window.Contains(instant)), day.Value));
    }

    [Fact]
    public async Task Quarters_are_those_of_the_fiscal_year()
    {
        var (store, table) = await HoursAsync(Berlin, new FiscalYear(10, FiscalYearName.EndYear));

        var rows = (await table.MeasureAsync(new MetricQuestion("events") { Grain = TimeGrain.Quarter })).Rows;

        Assert.Equal(["FY2026-Q2", "FY2026-Q3", "FY2026-Q4", "FY2027-Q1", "FY2027-Q2"], rows.Select(static row => row.Period!.Name));
        Assert.Equal("FY2026-Q4", store.Calendar.PeriodOf(TimeGrain.Quarter, new DateOnly(2026, 9, 30)).Name);
    }

    [Fact]
    public async Task A_week_that_the_period_cuts_is_partial()
    {
        var (store, table) = await HoursAsync(TimeZoneInfo.Utc);

        var rows = (await table.MeasureAsync(new MetricQuestion("events") { Period = store.Calendar.Month(2026, 7), Grain = TimeGrain.Week })).Rows;

        Assert.Equal([5 * 24L, 7 * 24L, 7 * 24L, 7 * 24L, 5 * 24L], rows.Select(static row => row.Value));
        Assert.Equal([true, false, false, false, true], rows.Select(static row => row.IsPartial));
        Assert.Equal("week of 2026-06-29", rows[0].Period!.Name);
    }

    [Fact]
    public async Task A_period_of_another_calendar_is_refused()
    {
        var (store, table) = await HoursAsync(Berlin, new FiscalYear(4, FiscalYearName.StartYear));

        var zone = await Assert.ThrowsAsync<MetricPeriodException>(() => table.MeasureAsync("events", Period.Month(2026, 7, TimeZoneInfo.Utc)));
        var year = await Assert.ThrowsAsync<MetricPeriodException>(() => table.MeasureAsync("events", Period.Quarter(2026, 3, Berlin)));
        var week = await Assert.ThrowsAsync<MetricPeriodException>(() => table.MeasureAsync("events", Period.Week(new DateOnly(2026, 7, 1), Berlin, DayOfWeek.Sunday)));

        Assert.Equal("metric.period", zone.Code);
        Assert.Contains("2026-07 in UTC is none of the store's calendar (Europe/Berlin, weeks from Monday, years from April)", zone.Message, StringComparison.Ordinal);
        Assert.Contains("2026-Q3", year.Message, StringComparison.Ordinal);
        Assert.Contains("week of", week.Message, StringComparison.Ordinal);
        await table.MeasureAsync("events", Period.Quarter(2026, 3, Berlin, new FiscalYear(4, FiscalYearName.StartYear)));
        Assert.Equal("FY2026-Q3", store.Calendar.Quarter(2026, 3).Name);
    }

    [Fact]
    public async Task A_grain_fits_into_the_period_and_is_not_too_fine()
    {
        var (store, table) = await HoursAsync(Berlin);

        await Assert.ThrowsAsync<MetricPeriodException>(() => table.MeasureAsync(new MetricQuestion("events") { Period = store.Calendar.Month(2026, 7), Grain = TimeGrain.Quarter }));
        await Assert.ThrowsAsync<MetricPeriodException>(() => table.MeasureAsync(new MetricQuestion("ever") { Grain = TimeGrain.Day }));
        await Assert.ThrowsAsync<MetricPeriodException>(() => table.MeasureAsync("ever", store.Calendar.Month(2026, 7)));
        await table.AppendAsync([new Event(new DateTimeOffset(1960, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTime(1960, 1, 1))]);

        var tooMany = await Assert.ThrowsAsync<MetricPeriodException>(() => table.MeasureAsync(new MetricQuestion("events") { Grain = TimeGrain.Day }));

        Assert.Contains("more than 4000 periods", tooMany.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_time_names_its_day_whatever_the_zone()
    {
        var (store, table) = await HoursAsync(Berlin);

        var rows = (await table.MeasureAsync(new MetricQuestion("local_events") { Period = store.Calendar.Month(2026, 3), Grain = TimeGrain.Day })).Rows;

        Assert.All(rows, static row => Assert.Equal(24L, row.Value));
        Assert.Equal(31, rows.Count);
    }

    /// <summary>One per hour of the year 2026 in UTC.</summary>
    private static IEnumerable<DateTimeOffset> Hours() => Enumerable.Range(0, 365 * 24).Select(static hour => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour));

    private static async Task<(TableStore Store, Table<Event> Table)> HoursAsync(TimeZoneInfo zone, FiscalYear fiscalYear = default, DayOfWeek firstDayOfWeek = DayOfWeek.Monday)
    {
        var store = TableFixture.Store(new MemoryObjectStore(), options: new TableStoreOptions { TimeZone = zone, FiscalYear = fiscalYear, FirstDayOfWeek = firstDayOfWeek });
        var table = await store.CreateAsync<Event>("events", static table => table
            .Metric("events", "count(*)", time: "at")
            .Metric("local_events", "count(*)", time: "local")
            .Metric("ever", "count(*)"));
        await table.AppendAsync(Hours().Select(static hour => new Event(hour, hour.DateTime)));
        return (store, table);
    }

    private sealed record Event(DateTimeOffset At, DateTime Local);
}
