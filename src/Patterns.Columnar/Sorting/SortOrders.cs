using Patterns.Columnar.Expressions;
using Patterns.Columnar.Sorting.Keys;
using Patterns.Core;

namespace Patterns.Columnar.Sorting;

/// <summary>Sort keys bound to columns.</summary>
internal sealed class SortOrders
{
    private readonly IReadOnlyList<SortOrder> _orders;
    private readonly BoundExpressions _expressions;

    public SortOrders(Schema schema, IReadOnlyList<SortOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentOutOfRangeException.ThrowIfZero(orders.Count, nameof(orders));
        _orders = [.. orders];
        _expressions = new BoundExpressions(schema, [.. orders.Select(static order => order.Expression)]);
        for (var index = 0; index < _orders.Count; index++)
        {
            if (!SortKey.IsSortable(_expressions.Types[index]))
            {
                throw new ExpressionTypeException(
                    _orders[index].Expression, $"values of type {_expressions.Types[index]} have no order. Sort by one of their fields or elements.");
            }
        }
    }

    /// <summary>The 0-based rows of a batch in order.</summary>
    public int[] Compute(ColumnBatch batch)
    {
        using var columns = _expressions.Evaluate(batch);
        return RowOrder.Compute(Keys(columns), batch.RowCount);
    }

    /// <summary>The keys over the evaluated columns of a batch.</summary>
    public SortKey[] Keys(EvaluatedColumns columns)
        => [.. _orders.Select((order, index) => SortKey.Create(columns.Columns[index], order.Direction, order.Nulls))];

    public EvaluatedColumns Evaluate(ColumnBatch batch) => _expressions.Evaluate(batch);
}
