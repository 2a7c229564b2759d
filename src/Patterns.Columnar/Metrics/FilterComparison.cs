using System.Collections.Frozen;

namespace Patterns.Columnar.Metrics;

/// <summary>Compares the filters of two definitions condition by condition.</summary>
internal static class FilterComparison
{
    private static readonly FrozenSet<string> TimeFunctions = FrozenSet.ToFrozenSet(
        [
            "date_add", "date_sub", "datediff", "add_months", "date_trunc", "trunc", "year", "quarter", "month", "day", "dayofweek", "weekday", "dayofyear",
            "weekofyear", "hour", "minute", "to_date", "to_timestamp", "last_day",
        ],
        StringComparer.Ordinal);

    public static IEnumerable<MetricDifference> Compare(MetricDefinition first, MetricDefinition second)
    {
        var left = Conditions(first.MeaningOfFilter).Except(Conditions(second.MeaningOfFilter)).ToList();
        var right = Conditions(second.MeaningOfFilter).Except(Conditions(first.MeaningOfFilter)).ToList();
        foreach (var condition in left.ToList())
        {
            if (right.Find(other => IsSameTest(condition, other)) is { } counterpart)
            {
                left.Remove(condition);
                right.Remove(counterpart);
                yield return Difference(condition, counterpart, first, second, $"The first asks for {condition}, the second for {counterpart}.");
            }
        }

        foreach (var condition in left)
        {
            yield return Difference(condition, null, first, second, $"Only the first asks for {condition}.");
        }

        foreach (var condition in right)
        {
            yield return Difference(null, condition, first, second, $"Only the second asks for {condition}.");
        }

        if (left.Count + right.Count == 0 && OnlyOrder(first.MeaningOfFilter, second.MeaningOfFilter))
        {
            yield return new MetricDifference(
                MetricPart.Filter,
                first.MeaningOfFilter?.ToString(),
                second.MeaningOfFilter?.ToString(),
                "Both ask for the same in another order, and a condition that can fail is reached by other rows.");
        }
    }

    private static bool OnlyOrder(Expression? first, Expression? second)
        => !Equals(first, second) && Conditions(first).ToHashSet().SetEquals(Conditions(second));

    private static IReadOnlyList<Expression> Conditions(Expression? filter) => filter switch
    {
        null => [],
        LogicalExpression { Operator: LogicalOperator.And } and => and.Operands,
        _ => [filter],
    };

    /// <summary>Whether two conditions look at the same and differ in operators or literals only.</summary>
    private static bool IsSameTest(Expression left, Expression right) => Shape(left).Equals(Shape(right));

    private static Expression Shape(Expression condition) => condition switch
    {
        NotExpression not => Shape(not.Operand),
        ComparisonExpression comparison => Expression.Call("test", WithoutLiterals(comparison.Left), WithoutLiterals(comparison.Right)),
        InExpression list => Expression.Call("test", WithoutLiterals(list.Value), Expression.Null),
        _ => WithoutLiterals(condition),
    };

    private static Expression WithoutLiterals(Expression expression)
        => expression.Rewrite(static part => part is LiteralExpression ? Expression.Null : part);

    private static MetricDifference Difference(Expression? left, Expression? right, MetricDefinition first, MetricDefinition second, string explanation)
    {
        var part = IsAboutTime((left ?? right)!, first, second) ? MetricPart.Window : MetricPart.Filter;
        return new MetricDifference(part, left?.ToString(), right?.ToString(), explanation);
    }

    private static bool IsAboutTime(Expression part, MetricDefinition first, MetricDefinition second) => part switch
    {
        ColumnExpression { Path: [var name] } => string.Equals(name, first.TimeColumn, StringComparison.Ordinal) || string.Equals(name, second.TimeColumn, StringComparison.Ordinal),
        LiteralExpression literal => literal.Value is DateOnly or DateTimeOffset or DateTime,
        FunctionExpression call when TimeFunctions.Contains(call.Name) => true,
        _ => part.Children.Any(child => IsAboutTime(child, first, second)),
    };
}
