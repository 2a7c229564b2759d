namespace Patterns.Columnar;

/// <summary><c>value BETWEEN low AND high</c>, both ends included; means <c>value &gt;= low AND value &lt;= high</c>.</summary>
public sealed class BetweenExpression : Expression
{
    internal BetweenExpression(Expression value, Expression low, Expression high)
        : base([value, low, high], 0)
    {
    }

    /// <summary>What is looked at.</summary>
    public Expression Value => Children[0];

    /// <summary>The lower end, included.</summary>
    public Expression Low => Children[1];

    /// <summary>The upper end, included.</summary>
    public Expression High => Children[2];

    private protected override bool HasSameParts(Expression other) => true;

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => new BetweenExpression(children[0], children[1], children[2]);
}
