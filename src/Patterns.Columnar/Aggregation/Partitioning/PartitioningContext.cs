using Patterns.Columnar.Spilling;

namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>What all parts and partitions of a set of groups share.</summary>
/// <param name="Plan">The shape of tables.</param>
/// <param name="Budget">Where memory is counted.</param>
/// <param name="File">Where rows go that memory has no room for.</param>
/// <param name="Level">How many times rows have been partitioned before; each time takes other bits of their hashes.</param>
internal sealed record PartitioningContext(TablePlan Plan, MemoryBudget Budget, SpillFile File, int Level)
{
    /// <summary>The context in which a partition is partitioned once more.</summary>
    public PartitioningContext Deeper => this with { Level = Level + 1 };
}
