namespace Patterns.Columnar;

/// <summary>The negation of a boolean: true becomes false, null stays null. Also the way in which NOT IN, NOT LIKE and IS NOT NULL are kept.</summary>
public sealed class NotExpression : Expression
{
    internal NotExpression(Expression operand)
        : base([operand], 0)
    {
    }

    /// <summary>What is negated.</summary>
    public Expression Operand => Children[0];

    private protected override bool HasSameParts(Expression other) => true;

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => new NotExpression(children[0]);
}
