namespace Patterns.Columnar.Expressions.Normalization;

/// <summary>The second step to the normal form, from the leaves up: operands whose order does not matter stand in the order of their texts.</summary>
internal sealed class OperandOrdering
{
    private readonly Dictionary<Expression, string> _texts = new(ReferenceEqualityComparer.Instance);

    public static Expression Apply(Expression expression) => new OperandOrdering().Order(expression);

    private Expression Order(Expression expression) => expression.WithParts(Order) switch
    {
        ComparisonExpression comparison => Order(comparison),
        InExpression list => Order(list),
        ArithmeticExpression { Operator: ArithmeticOperator.Add or ArithmeticOperator.Multiply } arithmetic when IsBehind(arithmetic.Left, arithmetic.Right)
            => Expression.Arithmetic(arithmetic.Operator, arithmetic.Right, arithmetic.Left),
        LogicalExpression logic => Order(logic),
        NotExpression { Operand: ComparisonExpression { Operator: not ComparisonOperator.NullSafeEqual } comparison }
            => Expression.Compare(Simplification.Opposite(comparison.Operator), comparison.Left, comparison.Right),
        var other => other,
    };

    private ComparisonExpression Order(ComparisonExpression comparison)
    {
        var (left, right) = (comparison.Left, comparison.Right);
        if (right is LiteralExpression rightNumber && Certainty.ReadsColumn(left))
        {
            right = NumberLiterals.Shorten(rightNumber);
        }
        else if (left is LiteralExpression leftNumber && Certainty.ReadsColumn(right))
        {
            left = NumberLiterals.Shorten(leftNumber);
        }

        var isTurned = left is LiteralExpression != right is LiteralExpression ? left is LiteralExpression
            : left.Equals(right) ? comparison.Operator is ComparisonOperator.LessThan or ComparisonOperator.LessThanOrEqual
            : IsBehind(left, right);
        return isTurned
            ? Expression.Compare(Simplification.Exchange(comparison.Operator), right, left)
            : Expression.Compare(comparison.Operator, left, right);
    }

    private Expression Order(InExpression list)
    {
        if (!list.Items.All(static item => item is LiteralExpression))
        {
            return list;
        }

        var items = list.Items.Cast<LiteralExpression>();
        if (Certainty.ReadsColumn(list.Value) && items.All(static item => NumberLiterals.IsExact(item) || item.Value is null))
        {
            items = items.Select(NumberLiterals.Shorten);
        }

        LiteralExpression[] distinct = [.. items.Distinct().OrderBy(TextOf, StringComparer.Ordinal)];
        return distinct.Length == 1 ? Expression.Equal(list.Value, distinct[0]) : Expression.In(list.Value, distinct);
    }

    /// <summary>
    /// Operands that cannot fail change places with each other, not with one that can: whether that one is reached must not change.
    /// </summary>
    private Expression Order(LogicalExpression logic)
    {
        var isAnd = logic.Operator == LogicalOperator.And;
        var ordered = new List<Expression>();
        var run = new List<Expression>();
        foreach (var operand in logic.Operands.Distinct())
        {
            if (operand is LiteralExpression { Value: bool value })
            {
                if (value == isAnd)
                {
                    continue;
                }

                // Decides whatever stands beside it and is not reached after it.
                run = [operand];
                break;
            }

            if (Certainty.NeverFails(operand))
            {
                run.Add(operand);
                continue;
            }

            ordered.AddRange(Sort(run, isAnd));
            ordered.Add(operand);
            run.Clear();
        }

        ordered.AddRange(Sort(run, isAnd));
        return ordered.Count == 0 ? Expression.Literal(isAnd) : LogicalExpression.Join(logic.Operator, ordered);
    }

    private IEnumerable<Expression> Sort(List<Expression> operands, bool isAnd)
        => EqualityMerging.Merge(operands, isAnd).Select(part => part switch
        {
            InExpression list => Order(list),
            NotExpression { Operand: InExpression list } => Expression.Not(Order(list)),
            _ => part,
        }).OrderBy(TextOf, StringComparer.Ordinal);

    private bool IsBehind(Expression left, Expression right) => string.CompareOrdinal(TextOf(left), TextOf(right)) > 0;

    private string TextOf(Expression expression)
    {
        if (!_texts.TryGetValue(expression, out var text))
        {
            _texts.Add(expression, text = expression.ToString());
        }

        return text;
    }
}
