using System.Collections.Frozen;

namespace Patterns.Columnar.Metrics;

/// <summary>Finds the aggregates in the expression of a metric.</summary>
internal static class MetricAggregates
{
    /// <summary>Names of aggregates, also where they are called wrongly.</summary>
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        [
            "count", "sum", "avg", "mean", "min", "max", "approx_count_distinct", "percentile_approx", "approx_percentile", "first", "first_value", "any_value",
            "last", "last_value", "bool_and", "every", "bool_or", "any", "some",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether the expression is one aggregate and nothing around it.</summary>
    public static bool IsOne(Expression expression) => Aggregate.TryFrom(expression, out _);

    /// <exception cref="MetricDefinitionException">The expression is not made of aggregates.</exception>
    public static IReadOnlyList<Aggregate> Of(string name, Expression expression)
    {
        var found = new List<Aggregate>();
        Collect(name, expression, found);
        return found.Count > 0
            ? [.. found.Distinct()]
            : throw new MetricDefinitionException(name, MetricPart.Expression, $"'{expression}' has no aggregate. Write for example sum(amount), count(*) or avg(amount).");
    }

    /// <exception cref="MetricDefinitionException">There is an aggregate.</exception>
    public static void RequireNone(string name, Expression? filter)
    {
        if (filter is not null && FirstIn(filter) is { } aggregate)
        {
            throw new MetricDefinitionException(name, MetricPart.Filter, $"'{aggregate}' is an aggregate, but a filter looks at one row at a time.");
        }
    }

    /// <summary>The expression with each aggregate exchanged.</summary>
    public static Expression Replace(Expression expression, Func<Aggregate, Expression> replace)
        => Aggregate.TryFrom(expression, out var aggregate) ? replace(aggregate) : expression.WithParts(part => Replace(part, replace));

    private static void Collect(string name, Expression expression, List<Aggregate> found)
    {
        if (Aggregate.TryFrom(expression, out var aggregate))
        {
            if (aggregate.Argument is not null && FirstIn(aggregate.Argument) is { } inner)
            {
                throw new MetricDefinitionException(name, MetricPart.Expression, $"'{inner}' stands inside of '{expression}'; aggregates cannot be aggregated.");
            }

            if (aggregate.Function is AggregateFunction.First or AggregateFunction.Last or AggregateFunction.FirstNotNull or AggregateFunction.LastNotNull)
            {
                throw new MetricDefinitionException(
                    name, MetricPart.Expression, $"'{expression}' depends on the order of rows, which no definition fixes. Take for example the max, or a semi-additive sum.");
            }

            found.Add(aggregate);
            return;
        }

        if (expression is ColumnExpression column)
        {
            throw new MetricDefinitionException(name, MetricPart.Expression, $"the column '{column}' stands outside of an aggregate; write for example sum({column}).");
        }

        if (IsCall(expression))
        {
            throw new MetricDefinitionException(
                name, MetricPart.Expression, $"'{expression}' is no aggregate; see Aggregate.Parse for how they are called.");
        }

        foreach (var part in expression.Children)
        {
            Collect(name, part, found);
        }
    }

    private static Expression? FirstIn(Expression expression)
        => IsCall(expression) ? expression : expression.Children.Select(FirstIn).FirstOrDefault(static part => part is not null);

    private static bool IsCall(Expression expression) => expression is FunctionExpression call && Names.Contains(call.Name);
}
