using Patterns.Columnar.Aggregation.Accumulators;
using Patterns.Columnar.Aggregation.Grouping;
using Patterns.Columnar.Expressions;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation;

/// <summary>What rows are grouped by and what is computed of each group, bound to the rows' schema. Immutable and safe for use by several threads.</summary>
internal sealed class GroupingPlan
{
    private readonly IReadOnlyList<NamedExpression> _keys;
    private readonly IReadOnlyList<NamedAggregate> _aggregates;
    private readonly BoundExpressions _inputs;
    private readonly AggregateParts _parts;
    private readonly int[] _argumentInputs;
    private readonly int[] _direct;

    /// <exception cref="ArgumentException">There is neither a key nor an aggregate, or a name occurs twice.</exception>
    /// <exception cref="ExpressionTypeException">An expression does not fit the input, or a key or aggregate does not take its type.</exception>
    public GroupingPlan(Schema input, IReadOnlyList<NamedExpression> keys, IReadOnlyList<NamedAggregate> aggregates)
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
        _parts = new AggregateParts(input, _aggregates.Select(static aggregate => aggregate.Aggregate));
        var arguments = _parts.Computed.Select(static part => part.Argument).OfType<Expression>();
        _inputs = new BoundExpressions(input, [.. _keys.Select(static key => key.Expression), .. arguments]);
        var next = _keys.Count;
        _argumentInputs = [.. _parts.Computed.Select(part => part.Argument is null ? -1 : next++)];
        Schema = new Schema([.. _keys.Select(KeyField), .. _aggregates.Select(AggregateField)]);
        All = [.. Enumerable.Range(0, _argumentInputs.Length)];
        Distinct = [.. All.Where(index => _parts.Computed[index].Function == AggregateFunction.CountDistinct)];
        _direct = [.. All.Except(Distinct)];
        Table = new TablePlan(Schema, _keys.Count, () => [.. All.Select(CreateAccumulator)]) { Results = _parts.Results };
    }

    /// <summary>The columns of the result: the keys, then the aggregates.</summary>
    public Schema Schema { get; }

    /// <summary>Tables of the result.</summary>
    public TablePlan Table { get; }

    /// <summary>The positions of all that is computed, which is less than what is asked for where aggregates share a part.</summary>
    public int[] All { get; }

    /// <summary>The positions of what counts different values.</summary>
    public int[] Distinct { get; }

    public int KeyCount => _keys.Count;

    /// <summary>
    /// Tables of the result that are fed the keys and the different values themselves, each once, where a number of different values is asked for.
    /// </summary>
    /// <param name="budget">Where the memory of tables is counted.</param>
    public TablePlan CountedTable(MemoryBudget budget) => new(
        Schema, _keys.Count, () => [.. All.Select(index => Distinct.Contains(index) ? new CountAccumulator() : CreateAccumulator(index))], budget)
    {
        Results = _parts.Results,
    };

    /// <summary>Tables of the different values of an argument beside the keys.</summary>
    /// <param name="index">Position of what counts them.</param>
    /// <param name="budget">Where the memory of tables is counted.</param>
    public TablePlan DistinctTable(int index, MemoryBudget budget)
    {
        var fields = _keys.Select((_, key) => new Field(FormattableString.Invariant($"key{key}"), _inputs.Types[key]));
        return new TablePlan(new Schema([.. fields, new Field("value", _inputs.Types[_argumentInputs[index]])]), _keys.Count + 1, static () => [], budget);
    }

    /// <summary>The keys and arguments of a batch's rows.</summary>
    /// <exception cref="ExpressionEvaluationException">A row has no result.</exception>
    public GroupingColumns Evaluate(ColumnBatch batch)
    {
        var inputs = _inputs.Evaluate(batch);
        var arguments = new Column?[_argumentInputs.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = _argumentInputs[index] < 0 ? null : inputs.Columns[_argumentInputs[index]];
        }

        return new GroupingColumns(this, inputs, arguments, batch.RowCount);
    }

    /// <summary>Whether both group and aggregate equally.</summary>
    public bool IsSameAs(GroupingPlan other) => _keys.SequenceEqual(other._keys) && _aggregates.SequenceEqual(other._aggregates) && Schema.Equals(other.Schema);

    /// <summary>The positions of what takes rows as they are.</summary>
    public ReadOnlySpan<int> Direct => _direct;

    private Accumulator CreateAccumulator(int index)
    {
        var part = _parts.Computed[index];
        var type = _argumentInputs[index] < 0 ? null : _inputs.Types[_argumentInputs[index]];
        return AccumulatorFactory.Create(part.Function, type, part.Share ?? 0)!;
    }

    private void RequireGroupable(int index)
    {
        var type = _inputs.Types[index];
        if (!KeyIndex.IsSupported(type))
        {
            throw new ExpressionTypeException(_keys[index].Expression, $"rows cannot be grouped by values of type {type}. Take one of their fields or elements.");
        }
    }

    private Field KeyField(NamedExpression key, int index)
    {
        RequireGroupable(index);
        return new Field(key.Name, _inputs.Types[index], _inputs.Nullables[index]);
    }

    private Field AggregateField(NamedAggregate aggregate, int index) => new(aggregate.Name, _parts.Results[index].Type, !IsCount(aggregate.Aggregate.Function));

    private static bool IsCount(AggregateFunction function) => function
        is AggregateFunction.CountAll or AggregateFunction.Count or AggregateFunction.CountDistinct or AggregateFunction.ApproximateCountDistinct;
}
