using Patterns.Benchmarks.Allocations;
using Patterns.ServiceLevels;

namespace Patterns.Benchmarks.ServiceLevels;

/// <summary>What recording allocates per event: nothing, after a thread's first. The bound is what measuring itself may take, over a million events.</summary>
internal static class ServiceLevelsAllocations
{
    private const int Events = 1_000_000;

    public static IReadOnlyList<AllocationCase> Cases { get; } =
    [
        new("service-levels/record", BytesPerRow: 0.05, () =>
        {
            var indicator = new Indicator("bench");
            return Task.FromResult(new AllocationProbe(Events, () =>
            {
                for (var count = 0; count < Events; count++)
                {
                    indicator.Record(good: (count & 1023) != 0);
                }

                return Task.FromResult((long)Events);
            }));
        }),
    ];
}
