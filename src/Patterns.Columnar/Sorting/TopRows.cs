using System.Runtime.InteropServices;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Sorting;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Keeps the first rows of all batches in the order of expressions: SQL's ORDER BY with LIMIT. Rows with equal keys keep the order in which they
/// were added. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// Memory is bounded by a few times the number of rows wanted. Once that many rows are known, a batch is searched for rows that can still be
/// among them by one comparison each.
/// </remarks>
public sealed class TopRows : IDisposable
{
    private const int SmallestPruning = 8_192;

    private readonly Schema _schema;
    private readonly SortOrders _orders;
    private readonly int _count;
    private readonly List<ColumnBatch> _candidates = [];
    private readonly int[] _rows = new int[Chunk.Rows];
    private readonly ulong[] _words = new ulong[Chunk.Rows];
    private long _candidateRows;
    private ulong _limit;
    private bool _isLimited;

    /// <summary>Creates an empty set of rows.</summary>
    /// <param name="schema">The columns of the rows.</param>
    /// <param name="count">How many rows are wanted, at least 0.</param>
    /// <param name="orders">The keys, the most important first; at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no key, or the count is negative.</exception>
    /// <exception cref="ExpressionTypeException">A key does not fit the columns, or its type has no order.</exception>
    public TopRows(Schema schema, int count, params IReadOnlyList<SortOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _schema = schema;
        _count = count;
        _orders = new SortOrders(schema, orders);
    }

    /// <summary>Takes the rows of a batch in. The batch may be disposed afterwards.</summary>
    /// <param name="batch">Rows with the columns of the schema.</param>
    /// <exception cref="ExpressionEvaluationException">A row has no key.</exception>
    public void Add(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_count == 0 || batch.RowCount == 0)
        {
            return;
        }

        AddCandidates(_isLimited ? SelectCandidates(batch) : batch.Slice(0, batch.RowCount));
        if (_candidateRows >= Math.Max(2L * _count, _count + SmallestPruning))
        {
            Prune();
        }
    }

    /// <summary>The rows in order, at most as many as wanted, as a batch that the caller owns. The set is empty afterwards.</summary>
    /// <exception cref="ExpressionEvaluationException">A row has no key.</exception>
    public ColumnBatch Finish()
    {
        if (_candidates.Count == 0)
        {
            using var empty = new ColumnBatchBuilder(_schema);
            return empty.Build();
        }

        Prune();
        var rows = _candidates[0];
        _candidates.Clear();
        Dispose();
        return rows;
    }

    /// <summary>Gives the memory of rows that were not finished back.</summary>
    public void Dispose()
    {
        _candidates.ForEach(static batch => batch.Dispose());
        _candidates.Clear();
        _candidateRows = 0;
        _isLimited = false;
    }

    private void AddCandidates(ColumnBatch rows)
    {
        if (rows.RowCount == 0)
        {
            rows.Dispose();
            return;
        }

        _candidates.Add(rows);
        _candidateRows += rows.RowCount;
    }

    /// <summary>Rows whose first word is not behind that of the last row wanted so far.</summary>
    private ColumnBatch SelectCandidates(ColumnBatch batch)
    {
        using var columns = _orders.Evaluate(batch);
        var keys = _orders.Keys(columns);
        var mayBeEqual = keys.Length > 1 || keys[0].Continues(_limit, 0);
        if (!mayBeEqual && _limit == 0)
        {
            return batch.Slice(0, 0);
        }

        var highest = mayBeEqual ? _limit : _limit - 1;
        var selected = new List<int>();
        for (var start = 0; start < batch.RowCount; start += Chunk.Rows)
        {
            var rows = _rows.AsSpan(0, Math.Min(Chunk.Rows, batch.RowCount - start));
            for (var index = 0; index < rows.Length; index++)
            {
                rows[index] = start + index;
            }

            keys[0].Encode(rows, 0, _words);
            for (var index = 0; index < rows.Length; index++)
            {
                if (_words[index] <= highest)
                {
                    selected.Add(start + index);
                }
            }
        }

        return batch.Take(CollectionsMarshal.AsSpan(selected));
    }

    private void Prune()
    {
        using var all = ColumnBatch.Concat(_candidates);
        _candidates.ForEach(static batch => batch.Dispose());
        _candidates.Clear();
        _candidateRows = 0;
        var order = _orders.Compute(all);
        var best = all.Take(order.AsSpan(0, Math.Min(_count, order.Length)));
        AddCandidates(best);
        if (best.RowCount == _count)
        {
            using var columns = _orders.Evaluate(best);
            _orders.Keys(columns)[0].Encode([_count - 1], 0, _words);
            _limit = _words[0];
            _isLimited = true;
        }
    }
}
