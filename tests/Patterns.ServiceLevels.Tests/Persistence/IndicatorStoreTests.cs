using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Persistence;

public sealed class IndicatorStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow Year = new(Start.AddDays(-30), Start.AddDays(300));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task A_crash_loses_at_most_the_open_minute(int journalsPerSnapshot)
    {
        var (random, objects) = (new Random(journalsPerSnapshot), new MemoryObjectStore());
        var options = new IndicatorStoreOptions { JournalsPerSnapshot = journalsPerSnapshot };
        var expected = new Dictionary<DateTimeOffset, EventCounts>();
        var now = Start;
        for (var process = 0; process < 8; process++)
        {
            var indicators = new[] { new Indicator("a/b"), new Indicator("c") };
            var store = new IndicatorStore(objects, options);
            await store.LoadAsync(indicators);
            indicators[0].Advance(now);
            for (var minute = 0; minute < random.Next(1, 30); minute++)
            {
                var counts = new EventCounts(random.Next(0, 10), 10);
                indicators[0].Record(counts);
                if (random.Next(5) == 0)
                {
                    var late = now.AddMinutes(-random.Next(1, 100));
                    indicators[0].Record(new EventCounts(1, 1), late);
                    expected[late] = expected.GetValueOrDefault(late) + new EventCounts(1, 1);
                }

                expected[now] = expected.GetValueOrDefault(now) + counts;
                now = now.AddMinutes(1);
                indicators[0].Advance(now);
                await store.SaveAsync(indicators);
            }

            // What comes now is in the open minute, and the process dies.
            indicators[0].Record(good: true);
            now = now.AddMinutes(random.Next(1, 90));
        }

        var restored = new Indicator("a/b");
        await new IndicatorStore(objects, options).LoadAsync([restored]);
        foreach (var (minute, counts) in expected)
        {
            Assert.Equal(counts, restored.Count(new TimeWindow(minute, minute.AddMinutes(1))));
        }

        Assert.Equal(expected.Values.Sum(static counts => counts.Total), restored.Count(Year).Total);
    }

    [Fact]
    public async Task The_last_save_keeps_the_open_minute_and_the_next_process_goes_on_in_it()
    {
        var objects = new MemoryObjectStore();
        var first = new Indicator("i");
        first.Advance(Start);
        first.Record(good: true);
        await new IndicatorStore(objects).SaveAsync([first], withOpenMinute: true);

        var second = new Indicator("i");
        var store = new IndicatorStore(objects);
        await store.LoadAsync([second]);
        second.Record(good: false);
        second.Advance(Start.AddSeconds(30));
        second.Advance(Start.AddMinutes(1));
        Assert.Equal(new EventCounts(1, 2), second.Count(Year));
        Assert.True(await store.SaveAsync([second]));
        Assert.False(await store.SaveAsync([second]));

        var third = new Indicator("i");
        await new IndicatorStore(objects).LoadAsync([third]);
        Assert.Equal(new EventCounts(1, 2), third.Count(Year));
    }

    [Fact]
    public async Task Events_recorded_before_the_load_are_in_their_own_minute()
    {
        var objects = new MemoryObjectStore();
        var first = new Indicator("i");
        first.Record(new EventCounts(5, 5), Start);
        await new IndicatorStore(objects).SaveAsync([first], withOpenMinute: true);

        var second = new Indicator("i");
        second.Record(good: false);
        await new IndicatorStore(objects).LoadAsync([second]);
        second.Advance(Start.AddHours(1));

        Assert.Equal(new EventCounts(5, 5), second.Count(new TimeWindow(Start, Start.AddMinutes(1))));
        Assert.Equal(new EventCounts(0, 1), second.Count(new TimeWindow(Start.AddHours(1), Start.AddHours(2))));
    }

    [Fact]
    public async Task What_is_kept_of_an_indicator_waits_until_it_comes_back()
    {
        var objects = new MemoryObjectStore();
        var late = new Indicator("late");
        late.Record(new EventCounts(5, 5), Start);
        await new IndicatorStore(objects).SaveAsync([late], withOpenMinute: true);

        var store = new IndicatorStore(objects, new IndicatorStoreOptions { JournalsPerSnapshot = 1 });
        var other = new Indicator("other");
        await store.LoadAsync([other]);
        other.Record(new EventCounts(1, 1), Start);
        other.Advance(Start.AddMinutes(1));
        await store.SaveAsync([other]);
        var again = new Indicator("late");
        again.Record(new EventCounts(1, 2), Start);
        await store.SaveAsync([other, again]);

        Assert.Equal(new EventCounts(6, 7), again.Count(Year));
    }

    [Fact]
    public async Task Two_processes_in_one_folder_are_told_apart()
    {
        var objects = new MemoryObjectStore();
        var (left, right) = (new Indicator("i"), new Indicator("i"));
        left.Record(new EventCounts(1, 1), Start);
        right.Record(new EventCounts(2, 2), Start);
        var older = new IndicatorStore(objects);
        await older.SaveAsync([left], withOpenMinute: true);
        await new IndicatorStore(objects).SaveAsync([right], withOpenMinute: true);

        // Who was started later goes on from what there was; who was there before is told at once.
        Assert.Equal(new EventCounts(3, 3), right.Count(Year));
        left.Record(new EventCounts(1, 1), Start.AddMinutes(1));
        var error = await Assert.ThrowsAsync<ServiceLevelStateException>(() => older.SaveAsync([left], withOpenMinute: true));
        Assert.Equal("service-levels.second-writer", error.Code);
    }

    [Fact]
    public async Task A_damaged_object_is_refused_by_its_path()
    {
        var objects = new MemoryObjectStore();
        var indicator = new Indicator("i");
        indicator.Record(new EventCounts(1, 1), Start);
        await new IndicatorStore(objects).SaveAsync([indicator], withOpenMinute: true);
        const string Path = "service-levels/journal/0000000000000000001";
        var bytes = await objects.ReadAllAsync(Path);
        for (var index = 0; index < bytes.Length; index++)
        {
            var damaged = bytes.ToArray();
            damaged[index] ^= 0x40;
            await objects.PutAsync(Path, damaged);
            var error = await Assert.ThrowsAsync<ServiceLevelStateException>(() => new IndicatorStore(objects).LoadAsync([new Indicator("i")]));
            Assert.Equal(("service-levels.state-damaged", Path), (error.Code, error.Path));
        }
    }
}
