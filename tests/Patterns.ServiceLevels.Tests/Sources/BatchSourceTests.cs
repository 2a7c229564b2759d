using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Sources;

public sealed class BatchSourceTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow Day = new(Start, Start.AddDays(1));

    [Fact]
    public void A_batch_that_is_told_again_counts_once()
    {
        var indicator = new Indicator("rows");
        var source = new BatchSource(indicator);

        Assert.True(source.Observe(Batch("orders", 1, 0, 9, 10)));
        Assert.True(source.Observe(Batch("customers", 1, 0, 5, 5)));
        Assert.True(source.Observe(Batch("orders", 3, 2, 7, 7)));
        Assert.False(source.Observe(Batch("orders", 3, 2, 7, 7)));
        Assert.False(source.Observe(Batch("orders", 1, 0, 9, 10)));

        Assert.Equal(new EventCounts(21, 22), indicator.Count(Day));
        Assert.Equal((3L, 1L, null), (source.LastNumber("orders"), source.LastNumber("customers"), source.LastNumber("items")));
    }

    [Fact]
    public void However_batches_are_replayed_and_observed_each_counts_once()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (minute, all) = (0, new List<IndicatorBatch>());
            for (var number = 0; number < 40; number++)
            {
                minute += random.Next(0, 3);
                all.Add(Batch(random.Next(2) == 0 ? "a" : "b", number, minute, random.Next(0, 5), 5));
            }

            // Three processes, each of which replays from the start of some minute and hears of batches more than once.
            var kept = new Indicator("rows");
            var told = 0;
            for (var process = 0; process < 3; process++)
            {
                var source = new BatchSource(kept);
                var from = all[random.Next(0, told + 1)].At;
                from = from.AddSeconds(-from.Second);
                source.Replay(all.Take(told).Where(batch => batch.At >= from).Reverse());
                var (replayed, end) = (told, process == 2 ? all.Count : random.Next(told, all.Count));
                for (; told < end; told++)
                {
                    // Without a replayed batch of its source a process would not know that it was counted before.
                    Assert.True(source.Observe(all[told]));
                    Assert.False(source.Observe(all[random.Next(replayed, told + 1)]));
                }
            }

            Assert.Equal(all.Aggregate(default(EventCounts), static (sum, batch) => sum + batch.Counts), kept.Count(Day));
        }
    }

    [Fact]
    public void Batches_without_a_source_and_of_too_many_are_refused()
    {
        var source = new BatchSource(new Indicator("rows"));

        Assert.Throws<ArgumentException>(() => source.Observe(Batch(" ", 1, 0, 1, 1)));
        for (var number = 0; number < BatchSource.MostSources; number++)
        {
            source.Observe(Batch($"{number}", 1, 0, 0, 0));
        }

        Assert.Contains("100000 are the most", Assert.Throws<InvalidOperationException>(() => source.Observe(Batch("more", 1, 0, 1, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_checks_is_good_from_exactly_the_share_on()
    {
        var indicator = new Indicator("correct");
        var threshold = new CorrectnessThreshold(indicator, new Ratio(995, 1000));

        Assert.True(threshold.Record(new EventCounts(1990, 2000), Start));
        Assert.False(threshold.Record(new EventCounts(1989, 2000), Start));
        Assert.Null(threshold.Record(default, Start));
        Assert.Null(threshold.Record(default));
        Assert.True(threshold.Record(new EventCounts(3, 3)));
        indicator.Advance(Start);

        Assert.Equal(new EventCounts(2, 3), indicator.Count(Day));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorrectnessThreshold(indicator, Ratio.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorrectnessThreshold(indicator, new Ratio(101, 100)));
    }

    private static IndicatorBatch Batch(string source, long number, int minute, long good, long total) => new(source, number, Start.AddMinutes(minute).AddSeconds(number % 60), new EventCounts(good, total));
}
