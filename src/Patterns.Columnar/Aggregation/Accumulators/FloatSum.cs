using System.Numerics;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>Sums of floating-point numbers as doubles, added in the order of the rows.</summary>
/// <typeparam name="T">Type of the argument in memory.</typeparam>
internal sealed class FloatSum<T>() : SumAccumulator(DataType.Float64)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GroupValues<double> _sums = new(0);

    public override void Resize(int groupCount)
    {
        _sums.Resize(groupCount);
        Seen.Resize(groupCount);
    }

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        ArgumentNullException.ThrowIfNull(column);
        var values = ((FixedColumn<T>)column).Values.Slice(start, groups.Length);
        Seen.Add(column, start, groups);
        var sums = _sums.Span;
        var validity = column.ValidityWords;
        if (validity.IsEmpty)
        {
            for (var index = 0; index < values.Length; index++)
            {
                sums[groups[index]] += double.CreateTruncating(values[index]);
            }

            return;
        }

        for (var index = 0; index < values.Length; index++)
        {
            // No sum is ever -0.0, so that adding zero for a null changes nothing.
            sums[groups[index]] += Bitmap.Get(validity, start + index) ? double.CreateTruncating(values[index]) : 0;
        }
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var sums = (FloatSum<T>)other;
        Seen.Merge(sums.Seen, from, to);
        var own = _sums.Span;
        var added = sums._sums.Span;
        for (var index = 0; index < from.Length; index++)
        {
            own[to[index]] += added[from[index]];
        }
    }

    public override Column Build() => _sums.Build(Type, Seen.Build());

    public override void Dispose()
    {
        _sums.Dispose();
        Seen.Dispose();
    }

    public override Column BuildAverage(DataType type, ReadOnlySpan<long> counts)
    {
        var values = ColumnBuffer.Rent<double>(_sums.Count);
        var destination = values.Span<double>(_sums.Count);
        var sums = _sums.Span;
        for (var group = 0; group < destination.Length; group++)
        {
            destination[group] = sums[group] / counts[group];
        }

        return new FixedColumn<double>(type, _sums.Count, values, Seen.Build());
    }
}
