using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>The smallest or largest of values of one width.</summary>
/// <typeparam name="T">Type of the argument in memory.</typeparam>
/// <typeparam name="TReduction">Which of two values remains.</typeparam>
internal sealed class ReductionAccumulator<T, TReduction>(DataType type) : Accumulator(type)
    where T : unmanaged
    where TReduction : struct, IReduction<T>
{
    private readonly GroupValues<T> _values = new(TReduction.Identity);
    private readonly SeenGroups _seen = new();

    public override void Resize(int groupCount)
    {
        _values.Resize(groupCount);
        _seen.Resize(groupCount);
    }

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        ArgumentNullException.ThrowIfNull(column);
        var values = ((FixedColumn<T>)column).Values.Slice(start, groups.Length);
        _seen.Add(column, start, groups);
        var results = _values.Span;
        var validity = column.ValidityWords;
        if (validity.IsEmpty)
        {
            for (var index = 0; index < values.Length; index++)
            {
                ref var result = ref results[groups[index]];
                result = TReduction.Reduce(result, values[index]);
            }

            return;
        }

        for (var index = 0; index < values.Length; index++)
        {
            ref var result = ref results[groups[index]];
            result = TReduction.Reduce(result, Bitmap.Get(validity, start + index) ? values[index] : TReduction.Identity);
        }
    }

    public override void AddToFirst(Column? column, int start, int count)
    {
        if (column is not FixedColumn<T> { NullCount: 0 } values)
        {
            base.AddToFirst(column, start, count);
            return;
        }

        _seen.AddFirst();
        var result = _values[0];
        foreach (var value in values.Values.Slice(start, count))
        {
            result = TReduction.Reduce(result, value);
        }

        _values[0] = result;
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var reduction = (ReductionAccumulator<T, TReduction>)other;
        _seen.Merge(reduction._seen, from, to);
        var results = _values.Span;
        var added = reduction._values.Span;
        for (var index = 0; index < from.Length; index++)
        {
            ref var result = ref results[to[index]];
            result = TReduction.Reduce(result, added[from[index]]);
        }
    }

    public override Column Build() => _values.Build(Type, _seen.Build());

    public override void Dispose()
    {
        _values.Dispose();
        _seen.Dispose();
    }
}
