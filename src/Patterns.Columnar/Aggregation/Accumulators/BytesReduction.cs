using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>
/// The smallest or largest of texts or bytes, compared byte by byte. The bytes of results lie one after the other; those that were replaced
/// are dropped when they are more than half.
/// </summary>
/// <param name="type">string or binary.</param>
/// <param name="isMax">True for the largest.</param>
internal sealed class BytesReduction(DataType type, bool isMax) : Accumulator(type)
{
    private const int SmallestToCompact = 1 << 16;

    private readonly GroupValues<int> _starts = new(0);
    private readonly GroupValues<int> _lengths = new(-1);
    private BufferBuilder<byte> _bytes = new();
    private long _liveBytes;

    public override void Resize(int groupCount)
    {
        _starts.Resize(groupCount);
        _lengths.Resize(groupCount);
    }

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
            if (reduction._lengths[from[index]] >= 0)
            {
                Reduce(to[index], reduction.Result(from[index]));
            }
        }
    }

    public override Column Build()
    {
        using var builder = (BinaryColumnBuilder)ColumnBuilder.Create(Type);
        for (var group = 0; group < _lengths.Count; group++)
        {
            if (_lengths[group] < 0)
            {
                builder.AppendNull();
            }
            else
            {
                builder.Append(Result(group));
            }
        }

        return builder.Build();
    }

    public override void Dispose()
    {
        _starts.Dispose();
        _lengths.Dispose();
        _bytes.Dispose();
    }

    private ReadOnlySpan<byte> Result(int group) => _bytes.Span.Slice(_starts[group], _lengths[group]);

    private void Reduce(int group, ReadOnlySpan<byte> value)
    {
        if (_lengths[group] >= 0)
        {
            var order = value.SequenceCompareTo(Result(group));
            if (isMax ? order <= 0 : order >= 0)
            {
                return;
            }
        }

        _liveBytes += value.Length - Math.Max(0, _lengths[group]);
        _starts[group] = _bytes.Count;
        _lengths[group] = value.Length;
        _bytes.Append(value);
        if (_bytes.Count > SmallestToCompact && _bytes.Count > 2 * _liveBytes)
        {
            Compact();
        }
    }

    private void Compact()
    {
        var compacted = new BufferBuilder<byte>();
        for (var group = 0; group < _lengths.Count; group++)
        {
            if (_lengths[group] >= 0)
            {
                var result = Result(group);
                _starts[group] = compacted.Count;
                compacted.Append(result);
            }
        }

        _bytes.Dispose();
        _bytes = compacted;
    }
}
