using System.Diagnostics.Metrics;
using Patterns.Benchmarks.Compare;
using Patterns.ServiceLevels;

namespace Patterns.Benchmarks.ServiceLevels;

/// <summary>What does it cost to count one event? Time of one event.</summary>
internal static class RecordCases
{
    private const int DefaultEvents = 20_000_000;
    private static long _counter;

    public static CompareCase OneThread { get; } = new("record", CompareUnit.Nanoseconds, static options => Task.FromResult(Record(options.Rows ?? DefaultEvents)));

    public static CompareCase EightThreads { get; } = new("record-8-threads", CompareUnit.Nanoseconds, static options => Task.FromResult(RecordOnThreads(8, (options.Rows ?? DefaultEvents) / 8)));

    public static CompareCase Latency { get; } = new("record-latency", CompareUnit.Nanoseconds, static options => Task.FromResult(RecordLatency(options.Rows ?? DefaultEvents)));

    private static Contest Record(int events)
    {
        var indicator = new Indicator("bench");
        var listened = new ListenedMeter();
        var silent = new Meter("bench.silent");
        Counter<long> unheard = silent.CreateCounter<long>("unheard");
        string check = Answer.Of(events);
        return new Contest(
            Contender.Of("Indicator.Record", () => EventLoop.Measure(events, () => Run(indicator, events), check)),
            Contender.Of("Interlocked.Increment", () => EventLoop.Measure(events, () => Increment(events), check)),
            Contender.Of("Counter.Add, listener", () => EventLoop.Measure(events, () => Add(listened.Counter, events), check)),
            Contender.Of("Counter.Add, unheard", () => EventLoop.Measure(events, () => Add(unheard, events), check)))
        {
            Rows = events,
            Owned = [listened, silent],
        };
    }

    private static Contest RecordOnThreads(int threads, int events)
    {
        var indicator = new Indicator("bench");
        var listened = new ListenedMeter();
        string check = Answer.Of(threads, events);
        return new Contest(
            Contender.Of("Indicator.Record", () => EventLoop.MeasureThreads(threads, events, () => Run(indicator, events), check)),
            Contender.Of("Indicator, one thread", () => EventLoop.MeasureThreads(1, events * threads, () => Run(indicator, events * threads), check)),
            Contender.Of("Interlocked.Increment", () => EventLoop.MeasureThreads(threads, events, () => Increment(events), check)),
            Contender.Of("Counter.Add, listener", () => EventLoop.MeasureThreads(threads, events, () => Add(listened.Counter, events), check)))
        {
            Rows = (long)threads * events,
            Owned = [listened],
        };
    }

    private static Contest RecordLatency(int events)
    {
        var threshold = new LatencyThreshold(new Indicator("bench"), TimeSpan.FromMilliseconds(300));
        var listened = new ListenedMeter();
        string check = Answer.Of(events);
        return new Contest(
            Contender.Of("LatencyThreshold.Record", () => EventLoop.Measure(events, () => Run(threshold, events), check)),
            Contender.Of("Histogram, listener", () => EventLoop.Measure(events, () => Record(listened.Histogram, events), check)))
        {
            Rows = events,
            Owned = [listened],
        };
    }

    private static void Run(Indicator indicator, int events)
    {
        for (var count = 0; count < events; count++)
        {
            indicator.Record(good: (count & 1023) != 0);
        }
    }

    private static void Run(LatencyThreshold threshold, int events)
    {
        for (var count = 0; count < events; count++)
        {
            threshold.Record((count & 1023) * 0.0003);
        }
    }

    private static void Increment(int events)
    {
        for (var count = 0; count < events; count++)
        {
            Interlocked.Increment(ref _counter);
        }
    }

    private static void Add(Counter<long> counter, int events)
    {
        for (var count = 0; count < events; count++)
        {
            counter.Add(1);
        }
    }

    private static void Record(Histogram<double> histogram, int events)
    {
        for (var count = 0; count < events; count++)
        {
            histogram.Record((count & 1023) * 0.0003);
        }
    }
}
