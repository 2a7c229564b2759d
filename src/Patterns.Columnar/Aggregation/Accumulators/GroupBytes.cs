using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>
/// Texts or bytes, at most one per group. They lie one after the other; those that were replaced are dropped when they are more than half.
/// </summary>
internal sealed class GroupBytes : IDisposable
{
    private const int SmallestToCompact = 1 << 16;

    private readonly GroupValues<int> _starts = new(0);
    private readonly GroupValues<int> _lengths = new(-1);
    private BufferBuilder<byte> _bytes = new();
    private long _liveBytes;

    public void Resize(int groupCount)
    {
        _starts.Resize(groupCount);
        _lengths.Resize(groupCount);
    }

    public bool Contains(int group) => _lengths[group] >= 0;

    /// <summary>The bytes of a group that has some, valid until the next change.</summary>
    public ReadOnlySpan<byte> this[int group] => _bytes.Span.Slice(_starts[group], _lengths[group]);

    public void Set(int group, ReadOnlySpan<byte> value)
    {
        _liveBytes += value.Length - Math.Max(0, _lengths[group]);
        _starts[group] = _bytes.Count;
        _lengths[group] = value.Length;
        _bytes.Append(value);
        if (_bytes.Count > SmallestToCompact && _bytes.Count > 2 * _liveBytes)
        {
            Compact();
        }
    }

    public void Clear(int group)
    {
        _liveBytes -= Math.Max(0, _lengths[group]);
        _lengths[group] = -1;
    }

    /// <summary>One value per group, null for a group that has none.</summary>
    public Column Build(DataType type)
    {
        using var builder = (BinaryColumnBuilder)ColumnBuilder.Create(type);
        for (var group = 0; group < _lengths.Count; group++)
        {
            if (Contains(group))
            {
                builder.Append(this[group]);
            }
            else
            {
                builder.AppendNull();
            }
        }

        return builder.Build();
    }

    public void Dispose()
    {
        _starts.Dispose();
        _lengths.Dispose();
        _bytes.Dispose();
    }

    private void Compact()
    {
        var compacted = new BufferBuilder<byte>();
        for (var group = 0; group < _lengths.Count; group++)
        {
            if (Contains(group))
            {
                var value = this[group];
                _starts[group] = compacted.Count;
                compacted.Append(value);
            }
        }

        _bytes.Dispose();
        _bytes = compacted;
    }
}
