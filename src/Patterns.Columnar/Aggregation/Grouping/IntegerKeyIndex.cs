using System.Numerics;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Grouping;

/// <summary>
/// Distinct integers, dates, times or short decimals: an array over the whole range of values while that is small or well filled, else a hash
/// table, from which they move back when the range turns out to be well filled after all.
/// </summary>
internal sealed class IntegerKeyIndex<T>(DataType type, long smallRange) : KeyIndex
    where T : unmanaged, IBinaryInteger<T>
{
    private const int EntriesPerValue = 8;
    private const int MaxTableSize = 1 << 28;
    private const int FirstReturn = 1 << 12;

    private readonly BufferBuilder<T> _values = new();
    private readonly ulong[] _keys = new ulong[Chunk.Rows];
    private readonly T[] _picked = new T[Chunk.Rows];
    private FixedColumn<T>? _column;
    private ColumnBuffer? _table = ColumnBuffer.Rent(0);
    private int _tableSize;
    private long _tableStart;
    private LongIndex? _index;
    private long _min = long.MaxValue;
    private long _max = long.MinValue;
    private int _nextReturn;

    public override void Begin(Column column) => _column = (FixedColumn<T>)column;

    public override void Find(Column column, Span<int> ids)
    {
        var values = ((FixedColumn<T>)column).Values;
        if (_table is not null)
        {
            FindKnown(_table.Span<int>(_tableSize), values, ids);
            return;
        }

        Span<ulong> keys = stackalloc ulong[Chunk.Rows];
        for (var start = 0; start < ids.Length; start += Chunk.Rows)
        {
            var part = keys[..Math.Min(Chunk.Rows, ids.Length - start)];
            for (var row = 0; row < part.Length; row++)
            {
                part[row] = ulong.CreateTruncating(values[start + row]);
            }

            _index!.Find(part, ids.Slice(start, part.Length));
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
        _table?.Release();
        _index?.Dispose();
    }

    protected override int AddNull()
    {
        _values.Append(default(T));
        if (_index is not null)
        {
            _index.NextId++;
        }

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
        var done = 0;
        while (_table is not null && done < values.Length)
        {
            done += FindInTable(_table.Span<int>(_tableSize), values[done..], ids[done..]);
            if (done < values.Length)
            {
                WidenTable(values[done..]);
            }
        }

        if (done < values.Length)
        {
            FindInIndex(_index!, values[done..], ids[done..]);
        }
    }

    private void FindKnown(ReadOnlySpan<int> table, ReadOnlySpan<T> values, Span<int> ids)
    {
        var start = _tableStart;
        ids = ids[..values.Length];
        for (var row = 0; row < values.Length; row++)
        {
            var position = (ulong)(long.CreateTruncating(values[row]) - start);
            ids[row] = position < (ulong)table.Length ? table[(int)position] - 1 : -1;
        }
    }

    /// <returns>The number of values before the first that is outside the table.</returns>
    private int FindInTable(Span<int> table, ReadOnlySpan<T> values, Span<int> ids)
    {
        var done = 0;
        while ((done += RangeLookup.Find(table, _tableStart, values[done..], ids[done..])) < values.Length)
        {
            var position = RangeLookup.Position(values[done], _tableStart);
            if (position >= (ulong)table.Length)
            {
                return done;
            }

            _values.Append(values[done]);
            table[(int)position] = ++Count;
        }

        return values.Length;
    }

    private void FindInIndex(LongIndex index, ReadOnlySpan<T> values, Span<int> ids)
    {
        var keys = _keys.AsSpan(0, values.Length);
        for (var row = 0; row < keys.Length; row++)
        {
            keys[row] = ulong.CreateTruncating(values[row]);
        }

        index.FindOrAdd(keys, ids);
        for (var row = 0; Count < index.NextId; row++)
        {
            if (ids[row] == Count)
            {
                var value = long.CreateTruncating(values[row]);
                _min = Math.Min(_min, value);
                _max = Math.Max(_max, value);
                _values.Append(values[row]);
                Count++;
            }
        }

        if (Count >= _nextReturn)
        {
            _nextReturn = Count * 2;
            if ((UInt128)((Int128)_max - _min) < Math.Min((ulong)Count * EntriesPerValue, MaxTableSize))
            {
                MoveToTable();
            }
        }
    }

    private void WidenTable(ReadOnlySpan<T> values)
    {
        var (min, max) = Bounds(values);
        if (_tableSize > 0)
        {
            min = Math.Min(min, _tableStart);
            max = Math.Max(max, _tableStart + _tableSize - 1);
        }

        var range = (UInt128)((Int128)max - min) + 1;
        if (range > (UInt128)Math.Max(smallRange, (long)Count * EntriesPerValue) || range > MaxTableSize)
        {
            MoveToIndex();
            return;
        }

        // Half as much again on the side that grew, so that a rising or falling key does not copy the table each time.
        var room = Math.Min((long)range, MaxTableSize - (long)range) / 2;
        var start = min < _tableStart || _tableSize == 0 ? Math.Max(min, long.MinValue + room) - room : min;
        var end = Math.Min(max, long.MaxValue - room) + room;
        var size = (int)(end - start + 1);
        var table = ColumnBuffer.RentCleared<int>(size);
        _table!.Span<int>(_tableSize).CopyTo(table.Span<int>(size)[(_tableSize == 0 ? 0 : (int)(_tableStart - start))..]);
        SetTable(table, start, size);
    }

    private void MoveToIndex()
    {
        var values = _values.Span;
        _index = new LongIndex { NextId = Count };
        for (var id = 0; id < values.Length; id++)
        {
            if (id != NullId)
            {
                _index.Add(ulong.CreateTruncating(values[id]), id);
                _min = Math.Min(_min, long.CreateTruncating(values[id]));
                _max = Math.Max(_max, long.CreateTruncating(values[id]));
            }
        }

        SetTable(null, 0, 0);
        _nextReturn = Math.Max(FirstReturn, Count * 2);
    }

    private void MoveToTable()
    {
        var values = _values.Span;
        var range = _max - _min + 1;
        var room = Math.Min(range, MaxTableSize - range) / 4;
        var start = Math.Max(_min, long.MinValue + room) - room;
        var size = (int)(Math.Min(_max, long.MaxValue - room) + room - start + 1);
        var buffer = ColumnBuffer.RentCleared<int>(size);
        var table = buffer.Span<int>(size);
        for (var id = 0; id < values.Length; id++)
        {
            if (id != NullId)
            {
                table[(int)(long.CreateTruncating(values[id]) - start)] = id + 1;
            }
        }

        SetTable(buffer, start, size);
        _index!.Dispose();
        _index = null;
    }

    private void SetTable(ColumnBuffer? table, long start, int size)
    {
        _table?.Release();
        _table = table;
        _tableStart = start;
        _tableSize = size;
    }

    private static (long Min, long Max) Bounds(ReadOnlySpan<T> values)
    {
        var min = values[0];
        var max = values[0];
        foreach (var value in values)
        {
            min = T.Min(min, value);
            max = T.Max(max, value);
        }

        return (long.CreateTruncating(min), long.CreateTruncating(max));
    }
}
