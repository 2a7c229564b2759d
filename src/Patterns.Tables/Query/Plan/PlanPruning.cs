using Patterns.Columnar;
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
        SortNode sort => new SortNode(Prune(sort.Inputs[0], With(needed, sort.Orders.Select(static order => order.Expression))), sort.Orders),
        LimitNode limit => new LimitNode(Prune(limit.Inputs[0], needed), limit.Offset, limit.Count),
        _ => throw new InvalidOperationException($"There is no rule for {node.GetType().Name}."),
    };

    private static PlanNode PruneFilter(FilterNode filter, HashSet<string> needed)
        => filter.Inputs[0] is ScanNode scan
            ? Prune(scan.WithFilter(filter.Condition), needed)
            : new FilterNode(Prune(filter.Inputs[0], With(needed, [filter.Condition])), filter.Condition);

    private static ProjectNode PruneProject(ProjectNode project, HashSet<string> needed)
    {
        NamedExpression[] columns = [.. project.Columns.Where(column => needed.Contains(column.Name))];
        return new ProjectNode(Prune(project.Inputs[0], With([], columns.Select(static column => column.Expression))), columns);
    }

    private static AggregateNode PruneAggregate(AggregateNode aggregate, HashSet<string> needed)
    {
        NamedAggregate[] aggregates = [.. aggregate.Aggregates.Where(column => needed.Contains(column.Name))];
        var expressions = aggregate.Keys.Select(static key => key.Expression).Concat(aggregates.Select(static column => column.Aggregate.Argument).OfType<Expression>());
        return new AggregateNode(Prune(aggregate.Inputs[0], With([], expressions)), aggregate.Keys, aggregates);
    }

    private static HashSet<string> With(HashSet<string> needed, IEnumerable<Expression> expressions)
        => [.. needed, .. expressions.SelectMany(static expression => expression.ReferencedColumns())];
}
