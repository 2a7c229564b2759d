using Patterns.Columnar.Aggregation;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Groups rows by key expressions and aggregates each group: SQL's GROUP BY as a hash aggregation. Add batches, then <see cref="Finish"/>. Null
/// is a key like any other, every NaN is one key, and -0.0 is 0.0. Without keys all rows are one group, also when there are none; without
/// aggregates the result is the distinct keys. Not safe for use by several threads at once: give each an aggregation of its own and
/// <see cref="Merge"/> them.
/// </summary>
/// <remarks>
/// Memory grows with the number of groups, not of rows. Keys that are dictionary codes or lie in a small range are looked up in an array, others
/// in a hash table. The result does not depend on how rows are cut into batches.
/// </remarks>
public sealed class GroupByAggregation : IDisposable
{
    private readonly GroupingPlan _plan;
    private readonly HashAggregator _groups;

    /// <summary>Creates an aggregation.</summary>
    /// <param name="input">The columns of the rows to be added.</param>
    /// <param name="keys">What rows are grouped by, and the names of these columns of the result; may be empty.</param>
    /// <param name="aggregates">What is computed of each group, and the names of these columns of the result; may be empty if there is a key.</param>
    /// <exception cref="ArgumentException">There is neither a key nor an aggregate, or a name occurs twice.</exception>
    /// <exception cref="ExpressionTypeException">An expression does not fit the input, or a key or aggregate does not take its type.</exception>
    public GroupByAggregation(Schema input, IReadOnlyList<NamedExpression> keys, IReadOnlyList<NamedAggregate> aggregates)
    {
        _plan = new GroupingPlan(input, keys, aggregates);
        _groups = _plan.Table.Create();
    }

    /// <summary>The columns of the result of an aggregation, without making one.</summary>
    /// <param name="input">The columns of the rows.</param>
    /// <param name="keys">What rows are grouped by, and the names of these columns of the result; may be empty.</param>
    /// <param name="aggregates">What is computed of each group, and the names of these columns of the result; may be empty if there is a key.</param>
    /// <exception cref="ArgumentException">There is neither a key nor an aggregate, or a name occurs twice.</exception>
    /// <exception cref="ExpressionTypeException">An expression does not fit the input, or a key or aggregate does not take its type.</exception>
    public static Schema SchemaOf(Schema input, IReadOnlyList<NamedExpression> keys, IReadOnlyList<NamedAggregate> aggregates) => new GroupingPlan(input, keys, aggregates).Schema;

    /// <summary>
    /// The columns of the result: the keys, then the aggregates, with the types of <see cref="AggregateFunction"/>. Counts are never null.
    /// </summary>
    public Schema Schema => _plan.Schema;

    /// <summary>The number of groups so far.</summary>
    public int GroupCount => _groups.GroupCount;

    /// <summary>Takes the rows of a batch in. The batch may be disposed afterwards.</summary>
    /// <param name="batch">Rows with the columns of the input.</param>
    /// <exception cref="ExpressionEvaluationException">A row has no result; the aggregation is then of no more use.</exception>
    public void Add(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var rows = _plan.Evaluate(batch);
        _groups.Add(rows.All);
    }

    /// <summary>Takes the groups of another aggregation in, as if its rows came after the own ones. The other one is left as it is.</summary>
    /// <param name="other">An aggregation of the same input, keys and aggregates.</param>
    /// <exception cref="ArgumentException">The other one groups or aggregates differently.</exception>
    public void Merge(GroupByAggregation other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other) || !_plan.IsSameAs(other._plan))
        {
            throw new ArgumentException($"Only another aggregation to the same columns can be merged: here ({Schema}), there ({other.Schema}).", nameof(other));
        }

        _groups.Merge(other._groups);
    }

    /// <summary>The groups in the order in which each was first seen, as a batch that the caller owns. More rows may be added afterwards.</summary>
    /// <exception cref="AggregateOverflowException">A sum is larger than its type.</exception>
    public ColumnBatch Finish() => _plan.Table.Build(_groups);

    /// <summary>Gives the memory of the groups back.</summary>
    public void Dispose() => _groups.Dispose();
}
