using Patterns.Benchmarks.Compare;
using Patterns.ServiceLevels;

namespace Patterns.Benchmarks.ServiceLevels;

/// <summary>What memory does an objective with its indicator take that holds 30 days of minutes? Bytes of one of a hundred, after collecting garbage.</summary>
internal static class MemoryCases
{
    private const int Minutes = 30 * 24 * 60;
    private const int Objectives = 100;

    public static CompareCase Quiet { get; } = Case("memory-100-a-minute", 100);

    public static CompareCase Busy { get; } = Case("memory-6000-a-minute", 6000);

    private static CompareCase Case(string name, double eventsPerMinute) => new(name, CompareUnit.Bytes, _ => Task.FromResult(new Contest(
        Contender.Of("Objective", () => Measure(count => Evaluator(count, eventsPerMinute))),
        Contender.Of("array of two longs a minute", () => Measure(count => Enumerable.Range(0, count).Select(seed => Array(seed, eventsPerMinute)).ToArray())))
    {
        Rows = Objectives,
    }));

    private static Outcome Measure(Func<int, object> create)
    {
        object first = create(1);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        object kept = create(Objectives);
        double bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Objectives;
        (first as IDisposable)?.Dispose();
        (kept as IDisposable)?.Dispose();
        GC.KeepAlive(first);
        GC.KeepAlive(kept);
        return new Outcome("", bytes);
    }

    /// <summary>What an evaluator keeps of its objectives counts too.</summary>
    private static ObjectiveEvaluator Evaluator(int count, double eventsPerMinute)
    {
        var evaluator = new ObjectiveEvaluator(Enumerable.Range(0, count).Select(seed => Objective(seed, eventsPerMinute)));
        evaluator.Tick(new DateTimeOffset((Traffic.FirstSlot + Minutes) * TimeSpan.TicksPerMinute, TimeSpan.Zero));
        return evaluator;
    }

    private static Objective Objective(int seed, double eventsPerMinute)
    {
        var traffic = new Traffic(seed, eventsPerMinute);
        var indicator = new Indicator($"bench-{seed}");
        var objective = new Objective(indicator.Name, indicator, Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(30)));
        var slots = new EventCounts[Minutes];
        for (var minute = 0; minute < Minutes; minute++)
        {
            slots[minute] = traffic.Next();
        }

        indicator.Record(good: true);
        indicator.Backfill(new SlotHistory(new DateTimeOffset(Traffic.FirstSlot * TimeSpan.TicksPerMinute, TimeSpan.Zero), slots));
        return objective;
    }

    private static long[] Array(int seed, double eventsPerMinute)
    {
        var traffic = new Traffic(seed, eventsPerMinute);
        var numbers = new long[2 * Minutes];
        for (var index = 0; index < numbers.Length; index += 2)
        {
            EventCounts slot = traffic.Next();
            (numbers[index], numbers[index + 1]) = (slot.Good, slot.Total);
        }

        return numbers;
    }
}
