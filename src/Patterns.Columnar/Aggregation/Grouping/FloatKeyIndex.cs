using System.Numerics;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Grouping;

/// <summary>Distinct floating-point numbers; every NaN is the same, and -0.0 is 0.0.</summary>
internal sealed class FloatKeyIndex<T>(DataType type) : KeyIndex
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly BufferBuilder<T> _values = new();
    private readonly ulong[] _keys = new ulong[Chunk.Rows];
    private readonly T[] _picked = new T[Chunk.Rows];
    private readonly LongIndex _index = new();
    private FixedColumn<T>? _column;

    public override void Begin(Column column) => _column = (FixedColumn<T>)column;

    public override void Find(Column column, Span<int> ids)
    {
        Span<ulong> keys = stackalloc ulong[Chunk.Rows];
        var values = ((FixedColumn<T>)column).Values;
        for (var start = 0; start < ids.Length; start += Chunk.Rows)
        {
            var part = keys[..Math.Min(Chunk.Rows, ids.Length - start)];
            for (var row = 0; row < part.Length; row++)
            {
                part[row] = KeyOf(values[start + row]);
            }

            _index.Find(part, ids.Slice(start, part.Length));
        }
    }

    public override Column Build()
    {
        var values = ColumnBuffer.Rent<T>(Count);
        _values.Span.CopyTo(values.Span<T>(Count));
        return new FixedColumn<T>(type, Count, values, BuildValidity());
    }

    public override void Dispose()
    {
        _values.Dispose();
        _index.Dispose();
    }

    protected override int AddNull()
    {
        _values.Append(default(T));
        _index.NextId++;
        return Count++;
    }

    protected override void FindOrAddValues(int start, Span<int> ids) => Find(_column!.Values.Slice(start, ids.Length), ids);

    protected override void FindOrAddValues(ReadOnlySpan<int> rows, Span<int> ids)
    {
        var picked = _picked.AsSpan(0, rows.Length);
        Gather.Values(_column!.Values, rows, picked);
        Find(picked, ids);
    }

    private void Find(ReadOnlySpan<T> values, Span<int> ids)
    {
        var keys = _keys.AsSpan(0, values.Length);
        for (var row = 0; row < keys.Length; row++)
        {
            keys[row] = KeyOf(values[row]);
        }

        _index.FindOrAdd(keys, ids);
        for (var row = 0; Count < _index.NextId; row++)
        {
            if (ids[row] == Count)
            {
                _values.Append(Canonical(values[row]));
                Count++;
            }
        }
    }

    private static ulong KeyOf(T value) => BitConverter.DoubleToUInt64Bits(double.CreateTruncating(Canonical(value)));

    /// <summary>Adding zero turns -0.0 into 0.0 and leaves all else.</summary>
    private static T Canonical(T value) => T.IsNaN(value) ? T.NaN : value + T.Zero;
}
