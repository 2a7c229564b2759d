using Patterns.Columnar.Spilling;
using Patterns.Core;

namespace Patterns.Columnar.Sorting;

/// <summary>Merges sorted runs into one sequence of batches; of each run one block is in memory.</summary>
internal sealed class RunMerger : IDisposable
{
    private readonly RunCursor[] _cursors;
    private readonly int[] _heap;
    private readonly List<int>[] _picked;
    private readonly List<int> _sequence = [];
    private readonly int _rowsPerBatch;
    private int _count;

    /// <param name="runs">Sorted runs, those with earlier rows first.</param>
    /// <param name="file">Where they lie.</param>
    /// <param name="schema">Their columns.</param>
    /// <param name="orders">The order.</param>
    public RunMerger(IReadOnlyList<IReadOnlyList<SpilledBatch>> runs, SpillFile file, Schema schema, SortOrders orders)
    {
        _cursors = [.. runs.Select((run, number) => new RunCursor(run, number, file, schema, orders))];
        _heap = new int[_cursors.Length];
        _picked = [.. runs.Select(static _ => new List<int>())];
        _rowsPerBatch = runs.Max(static run => run.Max(static block => block.RowCount));
    }

    /// <summary>The next rows in order, as a batch that the caller owns; null at the end.</summary>
    public ColumnBatch? Next()
    {
        if (_sequence.Capacity == 0)
        {
            for (var index = 0; index < _cursors.Length; index++)
            {
                Push(index);
            }

            _sequence.Capacity = _rowsPerBatch;
        }

        while (_count > 0)
        {
            var first = _heap[0];
            var cursor = _cursors[first];
            _picked[first].Add(cursor.Row);
            _sequence.Add(first);
            var isBlockDone = ++cursor.Row == cursor.Block!.RowCount;
            if (!isBlockDone)
            {
                Sink(0);
            }

            if (isBlockDone || _sequence.Count == _rowsPerBatch)
            {
                var batch = TakePicked();
                if (isBlockDone)
                {
                    _heap[0] = _heap[--_count];
                    Sink(0);
                    Push(first);
                }

                return batch;
            }
        }

        return null;
    }

    public void Dispose() => Array.ForEach(_cursors, static cursor => cursor.Dispose());

    /// <summary>The rows picked since the last time: those of each run, and then all of them in the order in which they were picked.</summary>
    private ColumnBatch TakePicked()
    {
        var parts = new List<ColumnBatch>();
        var next = new int[_cursors.Length];
        var start = 0;
        for (var index = 0; index < _cursors.Length; index++)
        {
            next[index] = start;
            start += _picked[index].Count;
            if (_picked[index].Count > 0)
            {
                parts.Add(_cursors[index].Block!.Take(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_picked[index])));
                _picked[index].Clear();
            }
        }

        var rows = new int[_sequence.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = next[_sequence[row]]++;
        }

        _sequence.Clear();
        using var all = ColumnBatch.Concat(parts);
        parts.ForEach(static part => part.Dispose());
        return all.Take(rows);
    }

    /// <summary>Enters a run unless it is at its end.</summary>
    private void Push(int index)
    {
        if (!_cursors[index].TryReadBlock())
        {
            return;
        }

        var position = _count++;
        _heap[position] = index;
        while (position > 0 && _cursors[_heap[position]].IsBefore(_cursors[_heap[(position - 1) / 2]]))
        {
            Swap(position, (position - 1) / 2);
            position = (position - 1) / 2;
        }
    }

    private void Sink(int position)
    {
        while ((position * 2) + 1 < _count)
        {
            var child = (position * 2) + 1;
            if (child + 1 < _count && _cursors[_heap[child + 1]].IsBefore(_cursors[_heap[child]]))
            {
                child++;
            }

            if (!_cursors[_heap[child]].IsBefore(_cursors[_heap[position]]))
            {
                return;
            }

            Swap(position, child);
            position = child;
        }
    }

    private void Swap(int left, int right) => (_heap[left], _heap[right]) = (_heap[right], _heap[left]);
}
