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
/// Memory is bounded by a few times the number of rows wanted. Once that many rows are known, a batch is searched for rows that stand before
/// the last of them, mostly by one comparison each.
/// </remarks>
public sealed class TopRows : IDisposable
{
    private const int SmallestPruning = 8_192;

    private readonly Schema _schema;
    private readonly SortOrders _orders;
    private readonly int _count;
    private readonly List<ColumnBatch> _candidates = [];
    private readonly List<int> _found = [];
    private long _candidateRows;
    private RowLimit? _limit;

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

        // Until a limit is known only as many rows as it takes to find one.
        var start = 0;
        while (_limit is null && start < batch.RowCount)
        {
            var piece = batch.Slice(start, (int)Math.Min(batch.RowCount - start, PruningRows - _candidateRows));
            start += piece.RowCount;
            AddCandidates(piece);
        }

        if (start < batch.RowCount)
        {
            using var rest = batch.Slice(start, batch.RowCount - start);
            AddCandidates(SelectCandidates(rest, _limit!));
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
        _limit = null;
    }

    private long PruningRows => Math.Max(2L * _count, _count + SmallestPruning);

    private void AddCandidates(ColumnBatch rows)
    {
        if (rows.RowCount == 0)
        {
            rows.Dispose();
            return;
        }

        _candidates.Add(rows);
        _candidateRows += rows.RowCount;
        if (_candidateRows >= PruningRows)
        {
            Prune();
        }
    }

    private ColumnBatch SelectCandidates(ColumnBatch batch, RowLimit limit)
    {
        using var columns = _orders.Evaluate(batch);
        var keys = _orders.Keys(columns);
        _found.Clear();
        for (var start = 0; start < batch.RowCount; start += Chunk.Rows)
        {
            limit.FindBefore(keys, start, Math.Min(Chunk.Rows, batch.RowCount - start), _found);
        }

        return batch.Take(CollectionsMarshal.AsSpan(_found));
    }

    private void Prune()
    {
        using var all = ColumnBatch.Concat(_candidates);
        _candidates.ForEach(static batch => batch.Dispose());
        _candidates.Clear();
        var order = _orders.Compute(all);
        var best = all.Take(order.AsSpan(0, Math.Min(_count, order.Length)));
        _candidates.Add(best);
        _candidateRows = best.RowCount;
        if (best.RowCount == _count)
        {
            using var columns = _orders.Evaluate(best);
            _limit = new RowLimit(_orders.Keys(columns), _count - 1);
        }
    }
}
