namespace Patterns.Columnar;

/// <summary>A field of a struct that is not a column itself: <c>events[0].name</c>. A field of a column is part of its <see cref="ColumnExpression.Path"/>.</summary>
public sealed class FieldExpression : Expression
{
    internal FieldExpression(Expression operand, string name)
        : base([operand], name.GetHashCode(StringComparison.Ordinal))
        => Name = name;

    /// <summary>The struct.</summary>
    public Expression Operand => Children[0];

    /// <summary>The name of the field.</summary>
    public string Name { get; }

    private protected override bool HasSameParts(Expression other) => string.Equals(((FieldExpression)other).Name, Name, StringComparison.Ordinal);

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => Field(children[0], Name);
}
