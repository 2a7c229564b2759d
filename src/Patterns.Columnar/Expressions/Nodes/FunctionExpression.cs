namespace Patterns.Columnar;

/// <summary>
/// A call of a function by name, for example <c>lower(name)</c>. Whether the function exists is decided when the expression is bound; the
/// names of aggregates are accepted here so that query front ends can use the same parser.
/// </summary>
public sealed class FunctionExpression : Expression
{
    internal FunctionExpression(string name, IReadOnlyList<Expression> arguments, bool isDistinct)
        : base([.. arguments], HashCode.Combine(name, isDistinct))
    {
        Name = name;
        IsDistinct = isDistinct;
    }

    /// <summary>The name in lower case.</summary>
    public string Name { get; }

    /// <summary>The arguments in order.</summary>
    public IReadOnlyList<Expression> Arguments => Children;

    /// <summary>True for <c>f(DISTINCT …)</c>, which has a meaning for aggregates only.</summary>
    public bool IsDistinct { get; }

    private protected override bool HasSameParts(Expression other)
        => other is FunctionExpression function && function.IsDistinct == IsDistinct && string.Equals(function.Name, Name, StringComparison.Ordinal);

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => new FunctionExpression(Name, children, IsDistinct);
}
