using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>Counts rows whose argument is not null, or all rows.</summary>
internal sealed class CountAccumulator() : Accumulator(DataType.Int64)
{
    private readonly GroupValues<long> _counts = new(0);

    /// <summary>One count per group.</summary>
    public ReadOnlySpan<long> Counts => _counts.Span;

    public override void Resize(int groupCount) => _counts.Resize(groupCount);

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        var counts = _counts.Span;
        if (column is null or { NullCount: 0 })
        {
            GroupCounts.Add(counts, groups);
            return;
        }

        var validity = column.ValidityWords;
        for (var index = 0; index < groups.Length; index++)
        {
            counts[groups[index]] += Bitmap.Get(validity, start + index) ? 1 : 0;
        }
    }

    public override void AddToFirst(Column? column, int start, int count)
    {
        if (column is null or { NullCount: 0 })
        {
            _counts[0] += count;
        }
        else
        {
            base.AddToFirst(column, start, count);
        }
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
        => GroupSums.Merge(_counts.Span, ((CountAccumulator)other).Counts, from, to);

    public override Column Build() => _counts.Build(Type, default);

    public override void Dispose() => _counts.Dispose();
}
