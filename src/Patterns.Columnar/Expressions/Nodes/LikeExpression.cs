namespace Patterns.Columnar;

/// <summary>A text compared with a pattern: <c>name LIKE 'a%'</c>, <c>name ILIKE 'a%'</c>, <c>name RLIKE '^a+'</c>.</summary>
public sealed class LikeExpression : Expression
{
    /// <summary>The escape character of a pattern that does not name one.</summary>
    public const char DefaultEscape = '\\';

    internal LikeExpression(LikeKind kind, Expression value, Expression pattern, char escape)
        : base([value, pattern], HashCode.Combine(kind, escape))
    {
        Kind = kind;
        Escape = escape;
    }

    /// <summary>The language of the pattern.</summary>
    public LikeKind Kind { get; }

    /// <summary>The text.</summary>
    public Expression Value => Children[0];

    /// <summary>The pattern.</summary>
    public Expression Pattern => Children[1];

    /// <summary>The character that takes <c>%</c>, <c>_</c> and itself literally; without meaning in a regular expression.</summary>
    public char Escape { get; }

    private protected override bool HasSameParts(Expression other) => other is LikeExpression like && like.Kind == Kind && like.Escape == Escape;

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => new LikeExpression(Kind, children[0], children[1], Escape);
}
