using Patterns.Columnar.Aggregation;
using Patterns.Columnar.Aggregation.Accumulators;
using Patterns.Columnar.Aggregation.Grouping;
using Patterns.Columnar.Expressions;
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
    private readonly IReadOnlyList<NamedExpression> _keys;
    private readonly IReadOnlyList<NamedAggregate> _aggregates;
    private readonly BoundExpressions _inputs;
    private readonly int[] _argumentInputs;
    private readonly HashAggregator _aggregator;

    /// <summary>Creates an aggregation.</summary>
    /// <param name="input">The columns of the rows to be added.</param>
    /// <param name="keys">What rows are grouped by, and the names of these columns of the result; may be empty.</param>
    /// <param name="aggregates">What is computed of each group, and the names of these columns of the result; may be empty if there is a key.</param>
    /// <exception cref="ArgumentException">There is neither a key nor an aggregate, or a name occurs twice.</exception>
    /// <exception cref="ExpressionTypeException">An expression does not fit the input, or a key or aggregate does not take its type.</exception>
    public GroupByAggregation(Schema input, IReadOnlyList<NamedExpression> keys, IReadOnlyList<NamedAggregate> aggregates)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(aggregates);
        if (keys.Count + aggregates.Count == 0)
        {
            throw new ArgumentException("An aggregation needs a key or an aggregate.", nameof(aggregates));
        }

        _keys = [.. keys];
        _aggregates = [.. aggregates];
        var arguments = _aggregates.Select(static aggregate => aggregate.Aggregate.Argument).OfType<Expression>();
        _inputs = new BoundExpressions(input, [.. _keys.Select(static key => key.Expression), .. arguments]);
        _argumentInputs = ArgumentInputs();
        var accumulators = new Accumulator[_aggregates.Count];
        for (var index = 0; index < accumulators.Length; index++)
        {
            accumulators[index] = CreateAccumulator(index);
        }

        _aggregator = new HashAggregator([.. _keys.Select((_, index) => RequireGroupable(index))], accumulators);
        Schema = new Schema([.. _keys.Select(KeyField), .. _aggregates.Select((aggregate, index) => AggregateField(aggregate, accumulators[index].Type))]);
    }

    /// <summary>
    /// The columns of the result: the keys, then the aggregates, with the types of <see cref="AggregateFunction"/>. Counts are never null.
    /// </summary>
    public Schema Schema { get; }

    /// <summary>The number of groups so far.</summary>
    public int GroupCount => _aggregator.GroupCount;

    /// <summary>Takes the rows of a batch in. The batch may be disposed afterwards.</summary>
    /// <param name="batch">Rows with the columns of the input.</param>
    /// <exception cref="ExpressionEvaluationException">A row has no result; the aggregation is then of no more use.</exception>
    public void Add(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var inputs = _inputs.Evaluate(batch);
        var arguments = new Column?[_aggregates.Count];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = _argumentInputs[index] < 0 ? null : inputs.Columns[_argumentInputs[index]];
        }

        _aggregator.Add(inputs.Columns.AsSpan(0, _keys.Count), arguments, batch.RowCount);
    }

    /// <summary>Takes the groups of another aggregation in, as if its rows came after the own ones. The other one is left as it is.</summary>
    /// <param name="other">An aggregation of the same input, keys and aggregates.</param>
    /// <exception cref="ArgumentException">The other one groups or aggregates differently.</exception>
    public void Merge(GroupByAggregation other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other) || !_keys.SequenceEqual(other._keys) || !_aggregates.SequenceEqual(other._aggregates) || !Schema.Equals(other.Schema))
        {
            throw new ArgumentException($"Only another aggregation to the same columns can be merged: here ({Schema}), there ({other.Schema}).", nameof(other));
        }

        _aggregator.Merge(other._aggregator);
    }

    /// <summary>The groups in the order in which each was first seen, as a batch that the caller owns. More rows may be added afterwards.</summary>
    /// <exception cref="AggregateOverflowException">A sum is larger than its type.</exception>
    public ColumnBatch Finish() => new(Schema, GroupCount, _aggregator.Build());

    /// <summary>Gives the memory of the groups back.</summary>
    public void Dispose() => _aggregator.Dispose();

    /// <summary>For each aggregate the position of its argument among the inputs, or -1.</summary>
    private int[] ArgumentInputs()
    {
        var next = _keys.Count;
        return [.. _aggregates.Select(aggregate => aggregate.Aggregate.Argument is null ? -1 : next++)];
    }

    private Accumulator CreateAccumulator(int index)
    {
        var aggregate = _aggregates[index].Aggregate;
        var type = _argumentInputs[index] < 0 ? null : _inputs.Types[_argumentInputs[index]];
        return AccumulatorFactory.Create(aggregate.Function, type)
            ?? throw new ExpressionTypeException(aggregate.Argument!, $"{aggregate} does not take values of type {type}.");
    }

    private DataType RequireGroupable(int index)
    {
        var type = _inputs.Types[index];
        return KeyIndex.IsSupported(type)
            ? type
            : throw new ExpressionTypeException(_keys[index].Expression, $"rows cannot be grouped by values of type {type}. Take one of their fields or elements.");
    }

    private Field KeyField(NamedExpression key, int index) => new(key.Name, _inputs.Types[index], _inputs.Nullables[index]);

    private static Field AggregateField(NamedAggregate aggregate, DataType type) => new(
        aggregate.Name,
        type,
        aggregate.Aggregate.Function is not (AggregateFunction.CountAll or AggregateFunction.Count or AggregateFunction.CountDistinct));
}
