using System.Diagnostics;
using Patterns.Benchmarks.Compare;

namespace Patterns.Benchmarks.ServiceLevels;

/// <summary>Runs something for so many events and reports the time of one.</summary>
internal static class EventLoop
{
    public static Outcome Measure(long events, Action run, string check)
    {
        long start = Stopwatch.GetTimestamp();
        run();
        return new Outcome(check, Stopwatch.GetElapsedTime(start).TotalNanoseconds / events);
    }

    /// <summary>The same on several threads at once, from the moment that all of them are there. The time is that of one event of one thread, on the wall.</summary>
    public static Outcome MeasureThreads(int threads, long eventsPerThread, Action run, string check)
    {
        using var ready = new Barrier(threads + 1);
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            ready.SignalAndWait();
            run();
        }))];
        Array.ForEach(workers, static worker => worker.Start());
        ready.SignalAndWait();
        long start = Stopwatch.GetTimestamp();
        Array.ForEach(workers, static worker => worker.Join());
        return new Outcome(check, Stopwatch.GetElapsedTime(start).TotalNanoseconds / (threads * eventsPerThread));
    }
}
