using Patterns.Columnar;

namespace Patterns.Tables.Metrics;

/// <summary>Looks into and rebuilds expressions of metrics.</summary>
internal static class MetricExpressions
{
    /// <summary>The names that stand outside of aggregates, each once.</summary>
    public static IReadOnlyList<string> References(Expression expression)
    {
        var names = new List<string>();
        Collect(expression, names);
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    public static bool HasAggregates(Expression expression) => Aggregate.TryFrom(expression, out _) || expression.Children.Any(HasAggregates);

    /// <summary>The expression with each aggregate exchanged; nothing inside of one is.</summary>
    public static Expression Replace(Expression expression, Func<Aggregate, Expression> replace)
        => expression.Rewrite(part => Aggregate.TryFrom(part, out var aggregate) ? replace(aggregate) : part);

    /// <summary>The same aggregates over the rows that pass a filter, the other rows counting as null.</summary>
    public static Expression OverRows(Expression expression, Expression filter)
        => expression.Rewrite(part => part is FunctionExpression call && Aggregate.TryFrom(part, out _) ? OverRows(call, filter) : part);

    private static Expression OverRows(FunctionExpression call, Expression filter)
    {
        var value = call.Arguments[0] is StarExpression ? Expression.True : call.Arguments[0];
        Expression[] arguments = [Expression.Case(null, [new CaseBranch(filter, value)]), .. call.Arguments.Skip(1)];
        return call.IsDistinct ? Expression.CallDistinct(call.Name, arguments) : Expression.Call(call.Name, arguments);
    }

    private static void Collect(Expression expression, List<string> names)
    {
        if (expression is ColumnExpression column)
        {
            names.Add(string.Join('.', column.Path));
        }
        else if (!Aggregate.TryFrom(expression, out _))
        {
            foreach (var part in expression.Children)
            {
                Collect(part, names);
            }
        }
    }
}
