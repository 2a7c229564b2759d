namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>An exact sum, which can tell what it would be if every value were larger by the same number.</summary>
internal interface IShiftableSum
{
    /// <summary>The sums plus a number times the counts of their values.</summary>
    /// <param name="shift">The number.</param>
    /// <param name="counts">Values per group, nulls aside.</param>
    Column BuildShifted(long shift, ReadOnlySpan<long> counts);
}
