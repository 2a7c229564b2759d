namespace Patterns.Columnar;

/// <summary>An arithmetic operation on two numbers, for example <c>price * quantity</c>.</summary>
public sealed class ArithmeticExpression : Expression
{
    internal ArithmeticExpression(ArithmeticOperator operation, Expression left, Expression right)
        : base([left, right], (int)operation)
        => Operator = operation;

    /// <summary>The operation.</summary>
    public ArithmeticOperator Operator { get; }

    /// <summary>The left side.</summary>
    public Expression Left => Children[0];

    /// <summary>The right side.</summary>
    public Expression Right => Children[1];

    private protected override bool HasSameParts(Expression other) => ((ArithmeticExpression)other).Operator == Operator;

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => new ArithmeticExpression(Operator, children[0], children[1]);
}
