using Patterns.Columnar;

namespace Patterns.Tables;

/// <summary>What defining or dropping a metric changed.</summary>
/// <param name="Version">Version of the table after the change; the version as it was when nothing had to change.</param>
/// <param name="Before">The definition so far; null when there was none.</param>
/// <param name="After">The definition from now on; null when it was dropped.</param>
/// <param name="Differences">In which parts the two mean different things, in words; empty when there are not two, or they mean the same.</param>
public sealed record MetricChange(long Version, MetricDefinition? Before, MetricDefinition? After, IReadOnlyList<MetricDifference> Differences)
{
    /// <summary>Whether every question has the same answer as before.</summary>
    public bool KeepsMeaning => Before is not null && After is not null && Before.Hash == After.Hash;

    /// <summary>One sentence per difference.</summary>
    public override string ToString() => (Before, After) switch
    {
        (null, { } after) => $"New: {after}",
        ({ } before, null) => $"Dropped: {before}",
        _ => Differences.Count == 0 ? "The meaning is the same." : string.Join(' ', Differences),
    };
}
