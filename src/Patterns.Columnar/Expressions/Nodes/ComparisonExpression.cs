namespace Patterns.Columnar;

/// <summary>A comparison of two values, for example <c>amount &gt;= 10</c>.</summary>
public sealed class ComparisonExpression : Expression
{
    internal ComparisonExpression(ComparisonOperator comparison, Expression left, Expression right)
        : base([left, right], (int)comparison)
        => Operator = comparison;

    /// <summary>How the sides are compared.</summary>
    public ComparisonOperator Operator { get; }

    /// <summary>The left side.</summary>
    public Expression Left => Children[0];

    /// <summary>The right side.</summary>
    public Expression Right => Children[1];

    private protected override bool HasSameParts(Expression other) => ((ComparisonExpression)other).Operator == Operator;

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => new ComparisonExpression(Operator, children[0], children[1]);
}
