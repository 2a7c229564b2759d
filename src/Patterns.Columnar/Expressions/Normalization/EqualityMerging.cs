namespace Patterns.Columnar.Expressions.Normalization;

/// <summary>
/// <c>a = 1 OR a = 2</c> as <c>a IN (1, 2)</c>, and <c>a &lt;&gt; 1 AND a &lt;&gt; 2</c> as <c>a NOT IN (1, 2)</c>, where the literals are of one kind, so that
/// each is compared in the same type as before.
/// </summary>
internal static class EqualityMerging
{
    /// <param name="operands">Operands that may stand in any order.</param>
    /// <param name="isAnd">Whether they are joined by AND.</param>
    public static List<Expression> Merge(IReadOnlyList<Expression> operands, bool isAnd)
    {
        var merged = new List<Expression>();
        var lists = new Dictionary<(Expression Value, object Kind), List<LiteralExpression>>();
        foreach (var operand in operands)
        {
            if (Membership(operand, isAnd) is { } list && KindOf(list) is { } kind)
            {
                var items = lists.TryGetValue((list.Value, kind), out var known) ? known : lists[(list.Value, kind)] = [];
                items.AddRange(list.Items.Cast<LiteralExpression>());
            }
            else
            {
                merged.Add(operand);
            }
        }

        foreach (var ((value, _), items) in lists)
        {
            merged.Add((items, isAnd) switch
            {
                ([var single], true) => Expression.Compare(ComparisonOperator.NotEqual, value, single),
                ([var single], false) => Expression.Equal(value, single),
                (_, true) => Expression.Not(Expression.In(value, items)),
                _ => Expression.In(value, items),
            });
        }

        return merged;
    }

    /// <summary>What the operand says about values of a list: equality under OR, inequality under AND.</summary>
    private static InExpression? Membership(Expression operand, bool isAnd) => (operand, isAnd) switch
    {
        (ComparisonExpression { Operator: ComparisonOperator.NotEqual } comparison, true) => Expression.In(comparison.Left, comparison.Right),
        (ComparisonExpression { Operator: ComparisonOperator.Equal } comparison, false) => Expression.In(comparison.Left, comparison.Right),
        (NotExpression { Operand: InExpression list }, true) => list,
        (InExpression list, false) => list,
        _ => null,
    };

    /// <summary>What all items have in common: exact numbers, or one type; null when they have nothing.</summary>
    private static object? KindOf(InExpression list)
    {
        if (!list.Items.All(static item => item is LiteralExpression { Type: not null }) || !Certainty.ReadsColumn(list.Value))
        {
            return null;
        }

        var first = (LiteralExpression)list.Items[0];
        return list.Items.All(static item => NumberLiterals.IsExact((LiteralExpression)item)) ? "exact"
            : list.Items.All(item => ((LiteralExpression)item).Type!.Equals(first.Type)) ? first.Type
            : null;
    }
}
