using System.Numerics;
using System.Runtime.CompilerServices;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Kernels;

/// <summary>
/// Distinct pairs of small numbers, numbered in the order in which they were first seen: an array over all possible pairs while there are few
/// of them, else a hash table.
/// </summary>
/// <param name="smallTable">How many entries the array may have although few of them are used.</param>
internal sealed class PairIndex(long smallTable = PairIndex.LargestSmallTable) : IDisposable
{
    /// <summary>Entries of an array (4 MiB) that is affordable once, whatever the number of pairs.</summary>
    public const long LargestSmallTable = 1 << 20;

    private readonly BufferBuilder<ulong> _pairs = new();
    private readonly ulong[] _keys = new ulong[Chunk.Rows];
    private ColumnBuffer? _table = ColumnBuffer.Rent(0);
    private int _tableSize;
    private int _leftCapacity;
    private int _rightShift;
    private long _rowsSeen;
    private LongIndex? _index;

    /// <summary>The number of distinct pairs.</summary>
    public int Count => _pairs.Count;

    /// <summary>The distinct pairs by number: left in the upper half, right in the lower.</summary>
    public ReadOnlySpan<ulong> Pairs => _pairs.Span;

    /// <summary>The numbers of pairs, new ones for new pairs.</summary>
    /// <param name="left">At most <see cref="Chunk.Rows"/> numbers below <paramref name="leftCount"/>.</param>
    /// <param name="leftCount">How many different numbers there are on the left so far.</param>
    /// <param name="right">As many numbers below <paramref name="rightCount"/>.</param>
    /// <param name="rightCount">How many different numbers there are on the right so far.</param>
    /// <param name="ids">Receives the numbers; may be the same memory as one of the inputs.</param>
    public void FindOrAdd(ReadOnlySpan<int> left, int leftCount, ReadOnlySpan<int> right, int rightCount, Span<int> ids)
    {
        _rowsSeen += left.Length;
        EnsureTable(leftCount, rightCount);
        if (_table is not null)
        {
            FindInTable(_table.Span<int>(_tableSize), left, right, ids);
        }
        else
        {
            FindInIndex(_index!, left, right, ids);
        }
    }

    /// <summary>The numbers of pairs, -1 for a pair that was never added. Safe for several threads while nothing is added.</summary>
    /// <param name="left">Numbers of which those that are not negative were added on the left.</param>
    /// <param name="right">As many numbers of which those that are not negative were added on the right.</param>
    /// <param name="ids">Receives the numbers; may be the same memory as one of the inputs.</param>
    public void Find(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> ids)
    {
        if (_table is not null)
        {
            var table = _table.Span<int>(_tableSize);
            for (var row = 0; row < ids.Length; row++)
            {
                ids[row] = (left[row] | right[row]) < 0 ? -1 : table[(left[row] << _rightShift) + right[row]] - 1;
            }

            return;
        }

        Span<ulong> keys = stackalloc ulong[Chunk.Rows];
        for (var start = 0; start < ids.Length; start += Chunk.Rows)
        {
            var part = keys[..Math.Min(Chunk.Rows, ids.Length - start)];
            for (var row = 0; row < part.Length; row++)
            {
                // A pair with a negative side was never added.
                part[row] = Pair(left[start + row], right[start + row]);
            }

            _index!.Find(part, ids.Slice(start, part.Length));
        }
    }

    public void Dispose()
    {
        _pairs.Dispose();
        _table?.Release();
        _index?.Dispose();
    }

    private void FindInTable(Span<int> table, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> ids)
    {
        var done = 0;
        while ((done += FindKnown(table, _rightShift, left[done..], right[done..], ids[done..])) < left.Length)
        {
            _pairs.Append(Pair(left[done], right[done]));
            table[(left[done] << _rightShift) + right[done]] = _pairs.Count;
        }
    }

    /// <summary>Finds pairs up to the first that is new. Nothing is called in the loop, so that all it needs stays in registers.</summary>
    // Optimised at its first call: a query is over before a loop that runs this seldom has been compiled twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FindKnown(ReadOnlySpan<int> table, int rightShift, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> ids)
    {
        right = right[..left.Length];
        ids = ids[..left.Length];
        var row = 0;
        for (; row < left.Length; row++)
        {
            var number = table[(left[row] << rightShift) + right[row]];
            if (number == 0)
            {
                break;
            }

            ids[row] = number - 1;
        }

        return row;
    }

    private void FindInIndex(LongIndex index, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> ids)
    {
        var keys = _keys.AsSpan(0, left.Length);
        for (var row = 0; row < keys.Length; row++)
        {
            keys[row] = Pair(left[row], right[row]);
        }

        var next = index.NextId;
        index.FindOrAdd(keys, ids);
        for (var row = 0; next < index.NextId; row++)
        {
            if (ids[row] == next)
            {
                _pairs.Append(keys[row]);
                next++;
            }
        }
    }

    private void EnsureTable(int leftCount, int rightCount)
    {
        if (_table is null || (leftCount <= _leftCapacity && rightCount <= 1 << _rightShift))
        {
            return;
        }

        var rightShift = Math.Max(_rightShift, BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)rightCount)));
        var leftCapacity = leftCount <= _leftCapacity ? _leftCapacity : Math.Max(leftCount, _leftCapacity * 2);
        var size = (long)leftCapacity << rightShift;
        if (size > Math.Max(smallTable, 4 * _rowsSeen) || size > Array.MaxLength)
        {
            MoveToIndex();
            return;
        }

        _leftCapacity = leftCapacity;
        _rightShift = rightShift;
        _tableSize = (int)size;
        _table.Release();
        _table = ColumnBuffer.RentCleared<int>(_tableSize);
        var table = _table.Span<int>(_tableSize);
        var pairs = _pairs.Span;
        for (var id = 0; id < pairs.Length; id++)
        {
            table[((int)(pairs[id] >> 32) << rightShift) + (int)(uint)pairs[id]] = id + 1;
        }
    }

    private void MoveToIndex()
    {
        _table?.Release();
        _table = null;
        var pairs = _pairs.Span;
        _index = new LongIndex { NextId = pairs.Length };
        for (var id = 0; id < pairs.Length; id++)
        {
            _index.Add(pairs[id], id);
        }
    }

    private static ulong Pair(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;
}
