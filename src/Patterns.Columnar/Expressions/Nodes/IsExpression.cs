namespace Patterns.Columnar;

/// <summary>A test that is never null itself: <c>note IS NULL</c>, <c>paid IS TRUE</c>. Its negation is a <see cref="NotExpression"/>.</summary>
public sealed class IsExpression : Expression
{
    internal IsExpression(IsTest test, Expression operand)
        : base([operand], (int)test)
        => Test = test;

    /// <summary>What is asked.</summary>
    public IsTest Test { get; }

    /// <summary>What is looked at.</summary>
    public Expression Operand => Children[0];

    private protected override bool HasSameParts(Expression other) => ((IsExpression)other).Test == Test;

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => new IsExpression(Test, children[0]);
}
