using Patterns.Columnar.Sorting;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Sorts all rows of batches by expressions: SQL's ORDER BY. Rows with equal keys keep the order in which they were added. Not safe for use by
/// several threads at once.
/// </summary>
/// <remarks>All rows are held in memory, and twice while <see cref="Finish"/> runs. For the first few rows use <see cref="TopRows"/>.</remarks>
public sealed class BatchSorter : IDisposable
{
    private readonly Schema _schema;
    private readonly SortOrders _orders;
    private readonly List<ColumnBatch> _batches = [];

    /// <summary>Creates a sorter.</summary>
    /// <param name="schema">The columns of the rows.</param>
    /// <param name="orders">The keys, the most important first; at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no key.</exception>
    /// <exception cref="ExpressionTypeException">A key does not fit the columns, or its type has no order.</exception>
    public BatchSorter(Schema schema, params IReadOnlyList<SortOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(schema);
        _schema = schema;
        _orders = new SortOrders(schema, orders);
    }

    /// <summary>Takes the rows of a batch in. The batch may be disposed afterwards.</summary>
    /// <param name="batch">Rows with the columns of the schema.</param>
    public void Add(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.RowCount > 0)
        {
            _batches.Add(batch.Slice(0, batch.RowCount));
        }
    }

    /// <summary>The rows in order, as a batch that the caller owns. The sorter is empty afterwards.</summary>
    /// <exception cref="ExpressionEvaluationException">A row has no key.</exception>
    public ColumnBatch Finish()
    {
        if (_batches.Count == 0)
        {
            using var empty = new ColumnBatchBuilder(_schema);
            return empty.Build();
        }

        using var rows = ColumnBatch.Concat(_batches);
        Dispose();
        return rows.Take(_orders.Compute(rows));
    }

    /// <summary>Gives the memory of rows that were not finished back.</summary>
    public void Dispose()
    {
        _batches.ForEach(static batch => batch.Dispose());
        _batches.Clear();
    }
}
