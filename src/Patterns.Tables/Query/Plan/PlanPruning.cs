using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Query.Plan;

/// <summary>Rewrites a plan so that scans read only what is needed: filters move into the scan below them, unused columns go.</summary>
internal static class PlanPruning
{
    /// <summary>The same plan, reading less.</summary>
    public static PlanNode Prune(PlanNode node) => Prune(node, node.Schema.Fields.Select(static field => field.Name).ToHashSet(StringComparer.Ordinal));

    private static PlanNode Prune(PlanNode node, HashSet<string> needed) => node switch
    {
        ScanNode scan => scan.WithColumns(needed),
        FilterNode filter => PruneFilter(filter, needed),
        ProjectNode project => PruneProject(project, needed),
        AggregateNode aggregate => PruneAggregate(aggregate, needed),
        JoinNode join => PruneJoin(join, needed),
        SortNode sort => new SortNode(Prune(sort.Inputs[0], With(needed, sort.Inputs[0].Schema, sort.Orders.Select(static order => order.Expression))), sort.Orders),
        LimitNode limit => new LimitNode(Prune(limit.Inputs[0], needed), limit.Offset, limit.Count),
        _ => throw new InvalidOperationException($"There is no rule for {node.GetType().Name}."),
    };

    private static PlanNode PruneFilter(FilterNode filter, HashSet<string> needed) => filter.Inputs[0] switch
    {
        ScanNode scan => Prune(scan.WithFilter(filter.Condition), needed),
        FilterNode inner => PruneFilter(new FilterNode(inner.Inputs[0], Expression.And(inner.Condition, filter.Condition)), needed),
        ProjectNode project when TryMoveBelow(filter.Condition, project) is { } condition
            => PruneProject(new ProjectNode(new FilterNode(project.Inputs[0], condition), project.Columns), needed),
        _ => new FilterNode(Prune(filter.Inputs[0], With(needed, filter.Inputs[0].Schema, [filter.Condition])), filter.Condition),
    };

    /// <summary>A condition over the columns of a projection, said over its input; null when it looks at a column that is computed.</summary>
    private static Expression? TryMoveBelow(Expression condition, ProjectNode project)
    {
        var columns = project.Columns.ToDictionary(static column => column.Name, static column => column.Expression, StringComparer.Ordinal);
        return condition.ReferencedColumns().All(name => columns.GetValueOrDefault(name) is ColumnExpression) ? Substitute(condition, columns) : null;
    }

    private static ProjectNode PruneProject(ProjectNode project, HashSet<string> needed)
    {
        NamedExpression[] columns = [.. project.Columns.Where(column => needed.Contains(column.Name))];
        var input = Prune(project.Inputs[0], With([], project.Inputs[0].Schema, columns.Select(static column => column.Expression)));
        if (input is not ProjectNode inner)
        {
            return new ProjectNode(input, columns);
        }

        // Two projections are one when nothing would be computed twice.
        var below = inner.Columns.ToDictionary(static column => column.Name, static column => column.Expression, StringComparer.Ordinal);
        var isOne = Array.TrueForAll(columns, static column => column.Expression is ColumnExpression) || below.Values.All(static value => value is ColumnExpression);
        var isExact = columns.SelectMany(static column => column.Expression.ReferencedColumns()).All(below.ContainsKey);
        return isOne && isExact
            ? new ProjectNode(inner.Inputs[0], [.. columns.Select(column => column with { Expression = Substitute(column.Expression, below) })])
            : new ProjectNode(inner, columns);
    }

    private static Expression Substitute(Expression expression, Dictionary<string, Expression> columns)
        => expression.Rewrite(part => part is ColumnExpression column ? column.Path.Skip(1).Aggregate(columns[column.Path[0]], Expression.Field) : part);

    private static AggregateNode PruneAggregate(AggregateNode aggregate, HashSet<string> needed)
    {
        NamedAggregate[] aggregates = [.. aggregate.Aggregates.Where(column => needed.Contains(column.Name))];
        var expressions = aggregate.Keys.Select(static key => key.Expression).Concat(aggregates.Select(static column => column.Aggregate.Argument).OfType<Expression>());
        return new AggregateNode(Prune(aggregate.Inputs[0], With([], aggregate.Inputs[0].Schema, expressions)), aggregate.Keys, aggregates);
    }

    private static JoinNode PruneJoin(JoinNode join, HashSet<string> needed)
    {
        NamedExpression[] columns = [.. join.Attachment.Columns.Where(column => needed.Contains(column.Name))];
        HashSet<string> ofProbe = [.. join.Probe.Schema.Fields.Select(static field => field.Name).Where(needed.Contains)];
        return new JoinNode(
            Prune(join.Probe, With(ofProbe, join.Probe.Schema, join.Keys.Select(static key => key.Probe))),
            Prune(join.Build, With([], join.Build.Schema, [.. columns.Select(static column => column.Expression), .. join.Keys.Select(static key => key.Build)])),
            join.Keys,
            join.Attachment with { Columns = columns });
    }

    /// <summary>Names of columns as the schema writes them, which an expression may write in another case.</summary>
    private static HashSet<string> With(HashSet<string> needed, Schema schema, IEnumerable<Expression> expressions)
        => [.. needed, .. expressions.SelectMany(expression => expression.Bind(schema).Columns)];
}
