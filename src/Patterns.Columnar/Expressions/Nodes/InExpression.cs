namespace Patterns.Columnar;

/// <summary>
/// <c>value IN (item, …)</c>: true when an item equals the value, else null when the value or an item is null, else false.
/// </summary>
public sealed class InExpression : Expression
{
    internal InExpression(Expression value, IReadOnlyList<Expression> items)
        : base([value, .. items], 0)
    {
    }

    /// <summary>What is looked for.</summary>
    public Expression Value => Children[0];

    /// <summary>What it is compared with, at least one.</summary>
    public IReadOnlyList<Expression> Items => field ??= [.. Children.Skip(1)];

    private protected override bool HasSameParts(Expression other) => true;

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => new InExpression(children[0], [.. children.Skip(1)]);
}
