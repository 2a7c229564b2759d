namespace Patterns.Columnar.Expressions.Normalization;

/// <summary>The first step to the normal form, from the root down: one form for what is short for something else, and NOT moved down.</summary>
internal static class Simplification
{
    public static Expression Apply(Expression expression) => Simplify(expression, isNegated: false);

    private static Expression Simplify(Expression expression, bool isNegated) => expression switch
    {
        NotExpression not => Simplify(not.Operand, !isNegated),
        LogicalExpression logic => Join(logic.Operator, logic.Operands, isNegated),
        BetweenExpression between => Join(
            LogicalOperator.And,
            [
                Expression.Compare(ComparisonOperator.GreaterThanOrEqual, between.Value, between.Low),
                Expression.Compare(ComparisonOperator.LessThanOrEqual, between.Value, between.High),
            ],
            isNegated),
        ComparisonExpression comparison => Simplify(comparison, isNegated),
        InExpression { Items: [var item] } list => Simplify(Expression.Equal(list.Value, item), isNegated),
        IsExpression test => Simplify(test, isNegated),
        FunctionExpression call when FunctionSynonyms.Resolve(call) is var resolved && !resolved.Equals(call) => Simplify(resolved, isNegated),
        CaseExpression { Operand: { } operand } choice => Simplify(WithConditions(choice, operand), isNegated),
        LiteralExpression { Value: bool value } => value == isNegated ? Expression.False : Expression.True,
        LiteralExpression { Value: null } => expression,
        _ => Negated(WithoutElseNull(expression.WithParts(Apply)), isNegated),
    };

    private static Expression Simplify(ComparisonExpression comparison, bool isNegated)
    {
        if (comparison is { Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual, Right: LiteralExpression { Value: bool value } }
            && Certainty.ReadsColumn(comparison.Left))
        {
            // A boolean beside an equals sign: flag = TRUE is flag, flag <> TRUE is NOT flag.
            return Simplify(comparison.Left, isNegated ^ (value != (comparison.Operator == ComparisonOperator.Equal)));
        }

        if (comparison is { Left: LiteralExpression { Value: bool }, Right: not LiteralExpression })
        {
            return Simplify(Expression.Compare(Exchange(comparison.Operator), comparison.Right, comparison.Left), isNegated);
        }

        var (left, right) = (Apply(comparison.Left), Apply(comparison.Right));
        return isNegated && comparison.Operator != ComparisonOperator.NullSafeEqual
            ? Expression.Compare(Opposite(comparison.Operator), left, right)
            : Negated(Expression.Compare(comparison.Operator, left, right), isNegated);
    }

    private static Expression Simplify(IsExpression test, bool isNegated)
        => test.Test == IsTest.Null
            ? Negated(Expression.Is(IsTest.Null, Apply(test.Operand)), isNegated)
            : Negated(Expression.Is(IsTest.True, Simplify(test.Operand, isNegated: test.Test == IsTest.False)), isNegated);

    private static Expression Join(LogicalOperator logic, IReadOnlyList<Expression> operands, bool isNegated)
        => LogicalExpression.Join(
            (logic == LogicalOperator.And) != isNegated ? LogicalOperator.And : LogicalOperator.Or,
            [.. operands.Select(operand => Simplify(operand, isNegated))]);

    private static CaseExpression WithConditions(CaseExpression choice, Expression operand)
        => new(null, [.. choice.Branches.Select(branch => new CaseBranch(Expression.Equal(operand, branch.When), branch.Then))], choice.Else);

    private static Expression WithoutElseNull(Expression expression)
        => expression is CaseExpression { Else: LiteralExpression { Value: null } } choice ? new CaseExpression(choice.Operand, choice.Branches, null) : expression;

    private static Expression Negated(Expression expression, bool isNegated) => isNegated ? Expression.Not(expression) : expression;

    /// <summary>The operator for exchanged sides.</summary>
    public static ComparisonOperator Exchange(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.LessThan => ComparisonOperator.GreaterThan,
        ComparisonOperator.LessThanOrEqual => ComparisonOperator.GreaterThanOrEqual,
        ComparisonOperator.GreaterThan => ComparisonOperator.LessThan,
        ComparisonOperator.GreaterThanOrEqual => ComparisonOperator.LessThanOrEqual,
        _ => comparison,
    };

    /// <summary>The operator that holds where the other does not, nulls apart.</summary>
    public static ComparisonOperator Opposite(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => ComparisonOperator.NotEqual,
        ComparisonOperator.NotEqual => ComparisonOperator.Equal,
        ComparisonOperator.LessThan => ComparisonOperator.GreaterThanOrEqual,
        ComparisonOperator.LessThanOrEqual => ComparisonOperator.GreaterThan,
        ComparisonOperator.GreaterThan => ComparisonOperator.LessThanOrEqual,
        _ => ComparisonOperator.LessThan,
    };
}
