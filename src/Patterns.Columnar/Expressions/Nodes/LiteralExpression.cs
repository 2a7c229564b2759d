using Patterns.Columnar.Expressions;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>A constant, for example <c>42</c>, <c>'paid'</c>, <c>date '2026-01-31'</c>, or null.</summary>
public sealed class LiteralExpression : Expression
{
    internal LiteralExpression(object? value)
        : this(LiteralValue.From(value))
    {
    }

    private LiteralExpression(LiteralValue literal)
        : base([], HashCode.Combine(literal.Type, literal.Hash))
    {
        Value = literal.Value;
        Type = literal.Type;
    }

    /// <summary>The value as an object as of <see cref="Column.GetValue"/>; null for the null literal. Bytes must not be changed.</summary>
    public object? Value { get; }

    /// <summary>
    /// The type of the value; null for the null literal, which fits every type. A decimal has exactly the digits that were written:
    /// <c>1.50</c> is decimal(3,2).
    /// </summary>
    public DataType? Type { get; }

    private protected override bool HasSameParts(Expression other)
        => other is LiteralExpression literal
            && Equals(literal.Type, Type)
            && (Value is byte[] bytes ? bytes.AsSpan().SequenceEqual((byte[])literal.Value!) : Equals(literal.Value, Value));

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => this;
}
