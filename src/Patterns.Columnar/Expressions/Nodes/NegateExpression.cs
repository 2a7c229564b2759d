namespace Patterns.Columnar;

/// <summary>A number with its sign turned. The minus in front of a number literal belongs to the literal.</summary>
public sealed class NegateExpression : Expression
{
    internal NegateExpression(Expression operand)
        : base([operand], 0)
    {
    }

    /// <summary>The number.</summary>
    public Expression Operand => Children[0];

    private protected override bool HasSameParts(Expression other) => true;

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => new NegateExpression(children[0]);
}
