using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>The smallest or largest of texts or bytes, compared byte by byte.</summary>
/// <param name="type">string or binary.</param>
/// <param name="isMax">True for the largest.</param>
internal sealed class BytesReduction(DataType type, bool isMax) : Accumulator(type)
{
    private readonly GroupBytes _values = new();

    public override void Resize(int groupCount) => _values.Resize(groupCount);

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        ArgumentNullException.ThrowIfNull(column);
        var binary = (BinaryColumn)column;
        for (var index = 0; index < groups.Length; index++)
        {
            if (!column.IsNull(start + index))
            {
                Reduce(groups[index], binary.GetBytes(start + index));
            }
        }
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var reduction = (BytesReduction)other;
        for (var index = 0; index < from.Length; index++)
        {
            if (reduction._values.Contains(from[index]))
            {
                Reduce(to[index], reduction._values[from[index]]);
            }
        }
    }

    public override Column Build() => _values.Build(Type);

    public override void Dispose() => _values.Dispose();

    private void Reduce(int group, ReadOnlySpan<byte> value)
    {
        var order = _values.Contains(group) ? value.SequenceCompareTo(_values[group]) : isMax ? 1 : -1;
        if (isMax ? order > 0 : order < 0)
        {
            _values.Set(group, value);
        }
    }
}
