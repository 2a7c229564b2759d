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
        Contender.Of("Objective", () => Measure(seed => Objective(seed, eventsPerMinute))),
        Contender.Of("array of two longs a minute", () => Measure(seed => Array(seed, eventsPerMinute))))
    {
        Rows = Objectives,
    }));

    private static Outcome Measure(Func<int, object> create)
    {
        var kept = new object[Objectives];
        kept[0] = create(0);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (var seed = 1; seed < Objectives; seed++)
        {
            kept[seed] = create(seed);
        }

        double bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (Objectives - 1.0);
        GC.KeepAlive(kept);
        return new Outcome("", bytes);
    }

    private static Objective Objective(int seed, double eventsPerMinute)
    {
        var traffic = new Traffic(seed, eventsPerMinute);
        var indicator = new Indicator("bench");
        var objective = new Objective("bench", indicator, Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(30)));
        var slots = new EventCounts[Minutes];
        for (var minute = 0; minute < Minutes; minute++)
        {
            slots[minute] = traffic.Next();
        }

        DateTimeOffset start = new(Traffic.FirstSlot * TimeSpan.TicksPerMinute, TimeSpan.Zero);
        indicator.Record(good: true);
        indicator.Backfill(new SlotHistory(start, slots));
        using var evaluator = new ObjectiveEvaluator([objective]);
        evaluator.Tick(start + (SlotHistory.SlotLength * Minutes));
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
