using Patterns.Columnar.Expressions;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Sorting.Keys;
using Patterns.Columnar.Spilling;
using Patterns.Core;

namespace Patterns.Columnar.Sorting;

/// <summary>Stands on a row of a sorted run, of which one block is in memory.</summary>
internal sealed class RunCursor(IReadOnlyList<SpilledBatch> run, int number, SpillFile file, Schema schema, SortOrders orders) : IDisposable
{
    private EvaluatedColumns _columns;
    private SortKey[] _keys = [];
    private ulong[] _words = [];
    private int _next;

    /// <summary>The block, while there is one.</summary>
    public ColumnBatch? Block { get; private set; }

    /// <summary>0-based row of the block.</summary>
    public int Row { get; set; }

    /// <summary>Reads the next block and stands on its first row.</summary>
    /// <returns>False at the end of the run.</returns>
    public bool TryReadBlock()
    {
        Dispose();
        if (_next == run.Count)
        {
            return false;
        }

        Block = run[_next++].Read(file, schema);
        Row = 0;
        _columns = orders.Evaluate(Block);
        _keys = orders.Keys(_columns);
        if (_words.Length < Block.RowCount)
        {
            _words = new ulong[Block.RowCount];
        }

        for (var start = 0; start < Block.RowCount; start += Chunk.Rows)
        {
            _keys[0].EncodeFirst(start, _words.AsSpan(start, Math.Min(Chunk.Rows, Block.RowCount - start)));
        }

        return true;
    }

    /// <summary>Whether this row stands before that of another cursor; among equal rows that of the earlier run does.</summary>
    public bool IsBefore(RunCursor other)
    {
        var (left, right) = (_words[Row], other._words[other.Row]);
        return left != right ? left < right : IsBeforeOnNextLevels(other, left);
    }

    public void Dispose()
    {
        if (Block is not null)
        {
            _columns.Dispose();
            Block.Dispose();
            Block = null;
        }
    }

    private bool IsBeforeOnNextLevels(RunCursor other, ulong word)
    {
        Span<ulong> left = [word];
        Span<ulong> right = [word];
        for (var key = 0; key < _keys.Length; key++)
        {
            for (var level = 0; level == 0 || _keys[key].Continues(left[0], level - 1); level++)
            {
                _keys[key].Encode([Row], level, left);
                other._keys[key].Encode([other.Row], level, right);
                if (left[0] != right[0])
                {
                    return left[0] < right[0];
                }
            }
        }

        return number < other.Number;
    }

    private int Number => number;
}
