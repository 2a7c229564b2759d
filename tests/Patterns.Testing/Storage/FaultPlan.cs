namespace Patterns.Testing;

/// <summary>Plans for <see cref="FlakyObjectStore"/>: functions from calls to faults.</summary>
public static class FaultPlan
{
    /// <summary>Each call goes wrong with a probability, in one of the given ways. The same seed and calls give the same faults.</summary>
    public static Func<StoreCall, Fault> Seeded(int seed, double probability, params IReadOnlyList<Fault> faults)
    {
        var random = new Random(seed);
        return _ => random.NextDouble() < probability ? random.Pick(faults) : Fault.None;
    }

    /// <summary>The first calls that match go wrong in the given ways, one after the other; then nothing does.</summary>
    public static Func<StoreCall, Fault> Script(Func<StoreCall, bool> matches, params IReadOnlyList<Fault> faults)
    {
        var next = 0;
        return call => next < faults.Count && matches(call) ? faults[next++] : Fault.None;
    }

    /// <summary>Every call from a given one on fails: the process has lost its store, or its life.</summary>
    public static Func<StoreCall, Fault> StopAt(int index) => call => call.Index >= index ? Fault.FailBefore : Fault.None;
}
