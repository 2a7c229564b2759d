namespace Patterns.Columnar;

/// <summary>The <c>*</c> of <c>count(*)</c>: all columns. Only the argument of an aggregate; it has no value of its own.</summary>
public sealed class StarExpression : Expression
{
    internal StarExpression()
        : base([], 0)
    {
    }

    private protected override bool HasSameParts(Expression other) => true;

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => this;
}
