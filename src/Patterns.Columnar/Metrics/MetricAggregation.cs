using Patterns.Columnar.Metrics;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Answers a metric over batches, in all or by dimensions: filters rows, aggregates, computes and rounds. Add batches, then <see cref="Finish"/>.
/// Periods are up to the caller: add only the rows of one. Not safe for use by several threads at once: give each one of its own and
/// <see cref="Merge"/> them.
/// </summary>
public sealed class MetricAggregation : IDisposable
{
    private readonly BoundExpression? _filter;
    private readonly GroupByAggregation _groups;
    private readonly BoundExpression _answer;
    private readonly int _keyCount;

    /// <summary>Creates an aggregation without rows.</summary>
    /// <param name="input">The columns of the rows to be added.</param>
    /// <param name="metric">What is computed.</param>
    /// <param name="by">Dimensions that rows are grouped by, with the names of these columns of the answer; none for one answer over all rows.</param>
    /// <exception cref="ExpressionTypeException">A part of the metric or a dimension does not fit the input.</exception>
    /// <exception cref="ArgumentException">A dimension is named twice, or like the metric.</exception>
    public MetricAggregation(Schema input, MetricDefinition metric, params IReadOnlyList<NamedExpression> by)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(by);
        _filter = metric.Filter?.Bind(input);
        if (_filter is not null && _filter.Type.Kind != DataTypeKind.Boolean)
        {
            throw new ExpressionTypeException(metric.Filter!, $"it is {_filter.Type}, but a filter is boolean.");
        }

        _keyCount = by.Count;
        var names = ColumnsOf(metric);
        _groups = new GroupByAggregation(input, by, [.. metric.Aggregates.Select(aggregate => new NamedAggregate(names[aggregate], aggregate))]);
        _answer = Answer(metric, names).Bind(_groups.Schema);
        Schema = new Schema([.. _groups.Schema.Fields.Take(_keyCount), new Field(metric.Name, _answer.Type, _answer.Nullable)]);
    }

    /// <summary>The columns of the answer: the dimensions, then one with the name of the metric.</summary>
    public Schema Schema { get; }

    /// <summary>Takes the rows of a batch in that pass the filter. The batch may be disposed afterwards.</summary>
    /// <param name="batch">Rows with the columns of the input.</param>
    /// <exception cref="ExpressionEvaluationException">A row has no result; the aggregation is then of no more use.</exception>
    public void Add(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_filter is null)
        {
            _groups.Add(batch);
            return;
        }

        using var rows = _filter.Filter(batch);
        _groups.Add(rows);
    }

    /// <summary>Takes the rows of another aggregation in, as if they came after the own ones. The other one is left as it is.</summary>
    /// <param name="other">An aggregation of the same input, metric and dimensions.</param>
    /// <exception cref="ArgumentException">The other one groups or aggregates differently.</exception>
    public void Merge(MetricAggregation other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!Equals(_filter?.Expression, other._filter?.Expression) || !_answer.Expression.Equals(other._answer.Expression))
        {
            throw new ArgumentException("Only another aggregation of the same metric can be merged.", nameof(other));
        }

        _groups.Merge(other._groups);
    }

    /// <summary>
    /// One row per combination of dimensions in the order in which each was first seen, as a batch that the caller owns; without dimensions
    /// one row, also when no row counted. More rows may be added afterwards.
    /// </summary>
    /// <exception cref="AggregateOverflowException">A sum is larger than its type.</exception>
    /// <exception cref="ExpressionEvaluationException">The answer of a row cannot be computed, for example a division by zero.</exception>
    public ColumnBatch Finish()
    {
        using var groups = _groups.Finish();
        var answer = _answer.Evaluate(groups);
        return new ColumnBatch(Schema, groups.RowCount, [.. groups.Columns.Take(_keyCount).Select(static column => column.Share()), answer]);
    }

    /// <summary>Gives the memory of the groups back.</summary>
    public void Dispose() => _groups.Dispose();

    /// <summary>A name for the column of each aggregate that no dimension is likely to have.</summary>
    private static Dictionary<Aggregate, string> ColumnsOf(MetricDefinition metric) => metric.Aggregates.ToDictionary(static aggregate => aggregate, static aggregate => $"\u0001{aggregate}");

    private static Expression Answer(MetricDefinition metric, Dictionary<Aggregate, string> names)
    {
        var answer = MetricAggregates.Replace(metric.Expression, aggregate => Expression.Column(names[aggregate]));
        return metric.Scale is { } scale
            ? Expression.Call(metric.Rounding == MetricRounding.HalfUp ? "round" : "bround", answer, Expression.Literal(scale))
            : answer;
    }
}
