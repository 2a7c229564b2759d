using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>The smallest or largest of booleans: whether all, or any, are true.</summary>
/// <param name="isMax">True for the largest.</param>
internal sealed class BooleanReduction(bool isMax) : Accumulator(DataType.Boolean)
{
    private readonly GroupValues<bool> _values = new(!isMax);
    private readonly SeenGroups _seen = new();

    public override void Resize(int groupCount)
    {
        _values.Resize(groupCount);
        _seen.Resize(groupCount);
    }

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        ArgumentNullException.ThrowIfNull(column);
        var booleans = (BooleanColumn)column;
        _seen.Add(column, start, groups);
        for (var index = 0; index < groups.Length; index++)
        {
            if (!column.IsNull(start + index))
            {
                Reduce(groups[index], booleans[start + index]);
            }
        }
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var reduction = (BooleanReduction)other;
        _seen.Merge(reduction._seen, from, to);
        for (var index = 0; index < from.Length; index++)
        {
            Reduce(to[index], reduction._values[from[index]]);
        }
    }

    public override Column Build()
    {
        using var bits = new BitmapBuilder();
        foreach (var value in _values.Span)
        {
            bits.Append(value);
        }

        return new BooleanColumn(bits.Detach(), _seen.Build());
    }

    public override void Dispose()
    {
        _values.Dispose();
        _seen.Dispose();
    }

    private void Reduce(int group, bool value)
    {
        ref var result = ref _values[group];
        result = isMax ? result | value : result & value;
    }
}
