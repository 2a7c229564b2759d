using Patterns.Columnar.Expressions.Text;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>A value turned into another type: <c>CAST(x AS bigint)</c>, <c>TRY_CAST(x AS bigint)</c>.</summary>
public sealed class CastExpression : Expression
{
    internal CastExpression(Expression operand, DataType type, bool isTry)
        : base([operand], isTry ? 1 : 0)
    {
        ArgumentNullException.ThrowIfNull(type);
        Type = TypeText.Normalize(type);
        IsTry = isTry;
    }

    /// <summary>The value.</summary>
    public Expression Operand => Children[0];

    /// <summary>The type wanted. Everything inside a nested type is nullable.</summary>
    public DataType Type { get; }

    /// <summary>True for TRY_CAST: a value that does not fit gives null instead of an error.</summary>
    public bool IsTry { get; }

    private protected override bool HasSameParts(Expression other) => other is CastExpression cast && cast.IsTry == IsTry && cast.Type.Equals(Type);

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => new CastExpression(children[0], Type, IsTry);
}
