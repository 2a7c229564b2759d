using System.Runtime.CompilerServices;
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

    // Optimised at its first call: a query is over before a loop that runs this seldom has been compiled twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        ArgumentNullException.ThrowIfNull(column);
        var values = ((FixedColumn<Int128>)column).Values.Slice(start, groups.Length);
        Seen.Add(column, start, groups);
        var validity = column.ValidityWords;
        if (validity.IsEmpty)
        {
            var sums = _sums.Span;
            for (var index = 0; index < values.Length; index++)
            {
                Add(ref sums[groups[index]], values[index]);
            }

            return;
        }

        for (var index = 0; index < values.Length; index++)
        {
            if (Bitmap.Get(validity, start + index))
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
        Add(ref _sums[group], value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ref Int128 sum, Int128 value)
    {
        var next = sum + value;
        var (before, added, after) = ((long)(ulong)(sum >> 64), (long)(ulong)(value >> 64), (long)(ulong)(next >> 64));
        if (((before ^ after) & (added ^ after)) < 0)
        {
            throw new AggregateOverflowException(Type);
        }

        sum = next;
    }
}
