using Patterns.Columnar;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Metrics;

/// <summary>The query that a question to a metric is: filter, aggregate, compute the number of each group, sort.</summary>
internal sealed class MetricPlan
{
    private readonly List<NamedExpression> _keys = [];

    /// <summary>Makes the query.</summary>
    /// <param name="rows">The rows that count.</param>
    /// <param name="metric">What is computed.</param>
    /// <param name="bucket">The first day of a row's period; null when periods are not told apart.</param>
    /// <param name="by">The dimensions.</param>
    public MetricPlan(PlanNode rows, MetricDefinition metric, Expression? bucket, IReadOnlyList<string> by)
    {
        var names = new HashSet<string>(by, StringComparer.OrdinalIgnoreCase);
        if (bucket is not null)
        {
            PeriodColumn = Unique("period", names);
            _keys.Add(new NamedExpression(PeriodColumn, bucket));
        }

        _keys.AddRange(by.Select(static column => new NamedExpression(column)));
        ValueColumn = Unique(metric.Name, names);
        CountColumn = Unique("rows", names);
        Root = Build(rows, metric, names);
    }

    /// <summary>The query: period, dimensions, number, rows counted.</summary>
    public PlanNode Root { get; }

    /// <summary>The column with the first day of the period; null when periods are not told apart.</summary>
    public string? PeriodColumn { get; }

    public string ValueColumn { get; }

    public string CountColumn { get; }

    /// <summary>A number to the digits that the metric says.</summary>
    public static Expression Round(MetricDefinition metric, Expression number) => metric.Scale is { } scale
        ? Expression.Call(metric.Rounding == MetricRounding.HalfUp ? "round" : "bround", number, Expression.Literal(scale))
        : number;

    private static string Unique(string name, HashSet<string> names)
    {
        var unique = name;
        for (var number = 2; !names.Add(unique); number++)
        {
            unique = FormattableString.Invariant($"{name}_{number}");
        }

        return unique;
    }

    private PlanNode Build(PlanNode rows, MetricDefinition metric, HashSet<string> names)
    {
        var columns = metric.Aggregates.Select((aggregate, index) => new NamedAggregate(Unique(FormattableString.Invariant($"part_{index + 1}"), names), aggregate)).ToList();
        var number = Round(metric, MetricExpressions.Replace(metric.Expression, aggregate => Expression.Column(columns.Find(column => column.Aggregate == aggregate)!.Name)));
        var groups = new AggregateNode(rows, _keys, [.. columns, new NamedAggregate(CountColumn, Aggregate.Count())]);
        PlanNode plan = new ProjectNode(
            groups,
            [.. _keys.Select(static key => new NamedExpression(key.Name)), new NamedExpression(ValueColumn, number), new NamedExpression(CountColumn)]);
        return _keys.Count == 0 ? plan : new SortNode(plan, [.. _keys.Select(static key => SortOrder.Ascending(Expression.Column(key.Name)))]);
    }
}
