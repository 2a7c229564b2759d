using Patterns.Benchmarks.Columnar;

namespace Patterns.Benchmarks.Allocations;

/// <summary>Every operation whose memory is bounded.</summary>
internal static class AllocationCases
{
    public static IReadOnlyList<AllocationCase> All { get; } = [.. ColumnarAllocations.Cases];
}
