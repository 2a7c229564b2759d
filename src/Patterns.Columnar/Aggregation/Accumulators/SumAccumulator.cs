using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>Sums, which averages are made of.</summary>
/// <param name="type">Type of the sum.</param>
internal abstract class SumAccumulator(DataType type) : Accumulator(type)
{
    protected SeenGroups Seen { get; } = new();

    /// <summary>The sums divided by counts, in a column of a type; null where the count is zero.</summary>
    public abstract Column BuildAverage(DataType type, ReadOnlySpan<long> counts);
}
