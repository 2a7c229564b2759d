using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>Exact sums of long decimals.</summary>
/// <param name="type">A decimal with the argument's scale.</param>
internal sealed class WideSum(DecimalType type) : SumAccumulator(type)
{
    private readonly GroupValues<Int128> _sums = new(0);

    public override void Resize(int groupCount)
    {
        _sums.Resize(groupCount);
        Seen.Resize(groupCount);
    }

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        ArgumentNullException.ThrowIfNull(column);
        var values = ((FixedColumn<Int128>)column).Values.Slice(start, groups.Length);
        Seen.Add(column, start, groups);
        var validity = column.ValidityWords;
        for (var index = 0; index < values.Length; index++)
        {
            if (validity.IsEmpty || Bitmap.Get(validity, start + index))
            {
                Add(groups[index], values[index]);
            }
        }
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var sums = (WideSum)other;
        Seen.Merge(sums.Seen, from, to);
        for (var index = 0; index < from.Length; index++)
        {
            Add(to[index], sums._sums[from[index]]);
        }
    }

    public override Column Build() => ExactSum.Build(Type, _sums.Span, Seen.Build());

    public override Column BuildAverage(DataType type, ReadOnlySpan<long> counts)
        => ExactSum.BuildAverage(_sums.Span, ((DecimalType)Type).Scale, counts, (DecimalType)type);

    public override void Dispose()
    {
        _sums.Dispose();
        Seen.Dispose();
    }

    private void Add(int group, Int128 value)
    {
        ref var sum = ref _sums[group];
        var next = sum + value;
        if (Int128.IsNegative((sum ^ next) & (value ^ next)))
        {
            throw new AggregateOverflowException(Type);
        }

        sum = next;
    }
}
