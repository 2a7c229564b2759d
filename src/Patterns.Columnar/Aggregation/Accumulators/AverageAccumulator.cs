using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>Sums divided by counts.</summary>
/// <param name="type">double, or a decimal.</param>
/// <param name="sums">Sums of the same argument.</param>
internal sealed class AverageAccumulator(DataType type, SumAccumulator sums) : Accumulator(type)
{
    private readonly CountAccumulator _counts = new();

    public override void Resize(int groupCount)
    {
        sums.Resize(groupCount);
        _counts.Resize(groupCount);
    }

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        sums.Add(column, start, groups);
        _counts.Add(column, start, groups);
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var average = (AverageAccumulator)other;
        sums.Merge(average.Sums, from, to);
        _counts.Merge(average._counts, from, to);
    }

    public override Column Build() => sums.BuildAverage(Type, _counts.Counts);

    public override void Dispose()
    {
        sums.Dispose();
        _counts.Dispose();
    }

    private SumAccumulator Sums => sums;
}
