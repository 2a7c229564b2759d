using Patterns.Benchmarks.Columnar;
using Patterns.Benchmarks.Lake;
using Patterns.Benchmarks.ServiceLevels;
using Patterns.Benchmarks.Tables;
using Patterns.Benchmarks.Updates;

namespace Patterns.Benchmarks.Allocations;

/// <summary>Every operation whose memory is bounded.</summary>
internal static class AllocationCases
{
    public static IReadOnlyList<AllocationCase> All { get; } = [.. LakeAllocations.Cases, .. ColumnarAllocations.Cases, .. TablesAllocations.Cases, .. UpdatesAllocations.Cases, .. ServiceLevelsAllocations.Cases];
}
