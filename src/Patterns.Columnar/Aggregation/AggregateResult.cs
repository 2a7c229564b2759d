using Patterns.Columnar.Aggregation.Accumulators;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation;

/// <summary>How a column of the result is made of what a table of groups computes.</summary>
/// <param name="Accumulator">Position of the accumulator; of an average, that of the sums.</param>
/// <param name="Counts">Of an average, position of the counts that the sums are divided by; of a shifted sum, that of its values; else null.</param>
/// <param name="Type">Type of the column.</param>
/// <param name="Shift">What a shifted sum adds to every value; else null.</param>
internal readonly record struct AggregateResult(int Accumulator, int? Counts, DataType Type, long? Shift = null)
{
    /// <summary>One result per group.</summary>
    /// <param name="accumulators">All of a table, with room for all groups.</param>
    public Column Build(ReadOnlySpan<Accumulator> accumulators)
    {
        if (Counts is not { } position)
        {
            return accumulators[Accumulator].Build();
        }

        var counts = ((CountAccumulator)accumulators[position]).Counts;
        return Shift is { } shift
            ? ((IShiftableSum)accumulators[Accumulator]).BuildShifted(shift, counts)
            : ((SumAccumulator)accumulators[Accumulator]).BuildAverage(Type, counts);
    }
}
