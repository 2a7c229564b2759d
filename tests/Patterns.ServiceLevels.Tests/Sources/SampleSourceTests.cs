using Patterns.Core;
using Patterns.Testing;

namespace Patterns.ServiceLevels.Tests.Sources;

public sealed class SampleSourceTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Counters_count_from_the_second_sample_and_through_restarts()
    {
        var samples = new CounterSamples(new Indicator("i"));

        Assert.Equal(default, samples.Observe(Start, 90, 100));
        Assert.Equal(new EventCounts(9, 10), samples.Observe(Start.AddMinutes(1), 99, 110));
        Assert.Equal(new EventCounts(4, 5), samples.Observe(Start.AddMinutes(2), 4, 5));
        Assert.Equal(default, samples.Observe(Start.AddMinutes(2), 50, 50));
        Assert.Equal(new EventCounts(1, 1), samples.Observe(Start.AddMinutes(3), 9, 6));
        Assert.Equal(1, samples.Resets);
    }

    [Fact]
    public void Increases_agree_with_a_loop_over_random_restarts()
    {
        var random = new Random(3);
        var indicator = new Indicator("i");
        var samples = new CounterSamples(indicator);
        var (good, total, expectedGood, expectedTotal) = (0L, 0L, 0L, 0L);
        samples.Observe(Start, 0, 0);
        for (var minute = 1; minute < 2000; minute++)
        {
            if (random.Next(50) == 0 && total > 1000)
            {
                (good, total) = (0, 0);
            }

            var (bad, added) = (random.Next(0, 3), random.Next(3, 50));
            (good, total, expectedGood, expectedTotal) = (good + added - bad, total + added, expectedGood + added - bad, expectedTotal + added);
            samples.Observe(Start.AddMinutes(minute), good, total);
        }

        Assert.Equal(new EventCounts(expectedGood, expectedTotal), indicator.Count(new TimeWindow(Start, Start.AddDays(3))));
        Assert.True(samples.Resets > 5);
    }

    [Fact]
    public void Latency_is_decided_at_the_threshold_when_it_is_recorded()
    {
        var indicator = new Indicator("i");
        var threshold = new LatencyThreshold(indicator, TimeSpan.FromMilliseconds(300));
        threshold.Record(TimeSpan.FromMilliseconds(300));
        threshold.Record(TimeSpan.FromMilliseconds(300) + TimeSpan.FromTicks(1));
        threshold.Record(0.3);
        threshold.Record(double.NaN);
        threshold.Record(TimeSpan.FromSeconds(-1));
        indicator.Advance(Start);

        Assert.Equal(new EventCounts(3, 5), indicator.Count(new TimeWindow(Start, Start.AddMinutes(1))));
    }

    [Fact]
    public void A_minute_is_good_when_its_percentile_is_within_the_threshold()
    {
        var indicator = new Indicator("i");
        var percentile = new PercentileThreshold(indicator, new Ratio(9, 10), 100);
        indicator.Advance(Start);
        for (var value = 1; value <= 100; value++)
        {
            percentile.Record(value);
        }

        indicator.Advance(Start.AddMinutes(1));
        for (var value = 30; value <= 130; value++)
        {
            percentile.Record(value);
        }

        indicator.Advance(Start.AddMinutes(4));
        Assert.Equal([new EventCounts(1, 1), new EventCounts(0, 1), default, default], indicator.History(new TimeWindow(Start, Start.AddMinutes(4))).Slots.ToArray());
    }

    [Fact]
    public void Freshness_is_judged_at_the_end_of_every_minute()
    {
        var indicator = new Indicator("i");
        var freshness = new FreshnessThreshold(indicator, TimeSpan.FromMinutes(3));
        indicator.Advance(Start);
        indicator.Advance(Start.AddMinutes(1));
        freshness.Updated(Start.AddMinutes(1));
        freshness.Updated(Start);
        indicator.Advance(Start.AddMinutes(6));

        Assert.Equal(
            [default, new EventCounts(1, 1), new EventCounts(1, 1), new EventCounts(1, 1), new EventCounts(0, 1), new EventCounts(0, 1)],
            indicator.History(new TimeWindow(Start, Start.AddMinutes(6))).Slots.ToArray());
    }

    [Fact]
    public async Task A_probe_counts_answers_errors_and_silence()
    {
        var time = new ManualTimeProvider(Start);
        var indicator = new Indicator("i");
        var answers = new Queue<Func<CancellationToken, Task<bool>>>([
            static _ => Task.FromResult(true),
            static _ => Task.FromResult(false),
            static _ => throw new InvalidOperationException(),
            static token => Task.Delay(Timeout.Infinite, token).ContinueWith(static _ => true, TaskScheduler.Default),
        ]);
        var probe = new AvailabilityProbe(indicator, token => answers.Dequeue()(token), time: time);
        Assert.True(await probe.ProbeAsync());
        Assert.False(await probe.ProbeAsync());
        Assert.False(await probe.ProbeAsync());
        var silent = probe.ProbeAsync();
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(await silent);
        indicator.Advance(Start);

        Assert.Equal(new EventCounts(1, 4), indicator.Count(new TimeWindow(Start, Start.AddMinutes(1))));
    }

    [Fact]
    public async Task A_probe_asks_every_interval_until_it_is_cancelled()
    {
        var time = new ManualTimeProvider(Start);
        var indicator = new Indicator("i");
        using var cancellation = new CancellationTokenSource();
        var asked = 0;
        var probe = new AvailabilityProbe(indicator, _ => Task.FromResult(++asked > 0), new AvailabilityProbeOptions { Interval = TimeSpan.FromSeconds(10) }, time);
        var run = probe.RunAsync(cancellation.Token);
        await time.WaitForTimersAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        while (Volatile.Read(ref asked) < 2)
        {
            await Task.Yield();
        }

        await cancellation.CancelAsync();
        await run;
        Assert.Equal(2, asked);
    }
}
