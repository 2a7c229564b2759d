using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Slots;

public sealed class IndicatorTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static EventCounts Minute(Indicator indicator, int minute)
        => indicator.Count(new TimeWindow(Start.AddMinutes(minute), Start.AddMinutes(minute + 1)));

    [Fact]
    public void What_is_recorded_belongs_to_the_minute_that_is_open()
    {
        var indicator = new Indicator("i");
        indicator.Record(good: true);
        indicator.Advance(Start.AddSeconds(10));
        indicator.Record(good: false);
        indicator.Advance(Start.AddMinutes(1));
        indicator.Record(new EventCounts(3, 4));
        indicator.Advance(Start.AddMinutes(2));

        Assert.Equal(new EventCounts(1, 2), Minute(indicator, 0));
        Assert.Equal(new EventCounts(3, 4), Minute(indicator, 1));
        Assert.Equal(default, Minute(indicator, 2));
    }

    [Fact]
    public void When_the_clock_runs_backwards_the_open_minute_stays_open_and_nothing_is_lost()
    {
        var indicator = new Indicator("i");
        indicator.Advance(Start.AddMinutes(10));
        indicator.Record(good: true);
        indicator.Advance(Start.AddMinutes(3));
        indicator.Record(good: true);
        indicator.Advance(Start.AddMinutes(11));

        Assert.Equal(2, Minute(indicator, 10).Total);
        Assert.Equal(2, indicator.Count(new TimeWindow(Start, Start.AddHours(1))).Total);
    }

    [Fact]
    public void Threads_count_every_event_once()
    {
        const int Threads = 8, Events = 200_000;
        var indicator = new Indicator("i");
        indicator.Advance(Start);
        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            for (var count = 0; count < Events; count++)
            {
                indicator.Record(good: count % 4 != 0);
            }
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        for (var minute = 0; minute < 100; minute++)
        {
            indicator.Advance(Start.AddMinutes(minute));
        }

        threads.ForEach(static thread => thread.Join());
        indicator.Advance(Start.AddMinutes(200));

        Assert.Equal(new EventCounts(Threads * Events * 3 / 4, Threads * Events), indicator.Count(new TimeWindow(Start, Start.AddHours(4))));
    }

    [Fact]
    public void Threads_that_come_and_go_lose_nothing()
    {
        var indicator = new Indicator("i");
        indicator.Advance(Start);
        for (var number = 0; number < 200; number++)
        {
            var thread = new Thread(() => indicator.Record(good: true));
            thread.Start();
            thread.Join();
        }

        Assert.Equal(200, Minute(indicator, 0).Total);
    }

    [Fact]
    public void A_backfill_replaces_minutes_and_leaves_the_others()
    {
        var indicator = new Indicator("i");
        indicator.Record(new EventCounts(5, 5), Start);
        indicator.Record(new EventCounts(5, 5), Start.AddMinutes(1));

        var replaced = indicator.Backfill(new SlotHistory(Start, [default, new EventCounts(1, 2), new EventCounts(3, 3)]));
        Assert.Equal(2, replaced);
        indicator.Backfill(new SlotHistory(Start, [default, new EventCounts(1, 2), new EventCounts(3, 3)]));

        Assert.Equal([new EventCounts(5, 5), new EventCounts(1, 2), new EventCounts(3, 3)], indicator.History(new TimeWindow(Start, Start.AddMinutes(3))).Slots.ToArray());
        Assert.Equal(0, indicator.Backfill(new SlotHistory(Start.AddDays(-400), [new EventCounts(1, 1)])));
    }

    [Fact]
    public void What_is_further_back_than_minutes_are_kept_is_refused()
    {
        var indicator = new Indicator("i", new IndicatorOptions { Retention = TimeSpan.FromDays(1) });
        indicator.Advance(Start);

        Assert.True(indicator.Record(new EventCounts(1, 1), Start.AddDays(-1).AddMinutes(1)));
        Assert.False(indicator.Record(new EventCounts(1, 1), Start.AddDays(-3)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("a//b")]
    public void A_name_that_is_no_path_is_refused(string name) => Assert.ThrowsAny<ArgumentException>(() => new Indicator(name));
}
