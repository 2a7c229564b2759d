using Patterns.Benchmarks.Compare;

namespace Patterns.Benchmarks.ServiceLevels;

/// <summary>Service levels beside counters of the framework and beside counting again.</summary>
internal static class ServiceLevelsSuite
{
    public static CompareSuite Suite { get; } = new(
        "service-levels", RecordCases.OneThread, RecordCases.EightThreads, RecordCases.Latency, RecountCases.ThirtyDays, TickCases.TenThousandObjectives, MemoryCases.Quiet, MemoryCases.Busy);
}
