namespace Patterns.Columnar;

/// <summary>
/// One element of a list by its 0-based position, <c>tags[0]</c>, or the value of a key of a map, <c>counts['a']</c>. Null when there is no
/// such element.
/// </summary>
public sealed class ElementExpression : Expression
{
    internal ElementExpression(Expression operand, Expression key)
        : base([operand, key], 0)
    {
    }

    /// <summary>The list or map.</summary>
    public Expression Operand => Children[0];

    /// <summary>The position or key.</summary>
    public Expression Key => Children[1];

    private protected override bool HasSameParts(Expression other) => true;

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => new ElementExpression(children[0], children[1]);
}
