namespace Patterns.Columnar.Expressions;

/// <summary>What keeps a hostile text or a runaway program from exhausting the stack or the memory.</summary>
internal static class ExpressionLimits
{
    /// <summary>Characters of a text.</summary>
    public const int MaxTextLength = 1 << 20;

    /// <summary>Levels of a tree, and of parentheses in a text. Every walk over a tree may recurse this deep.</summary>
    public const int MaxDepth = 256;

    /// <summary>Characters of a pattern of LIKE or RLIKE, whose time grows with its length.</summary>
    public const int MaxPatternLength = 1 << 15;

    /// <summary>Nodes of a tree, counted as often as they occur.</summary>
    public const int MaxNodeCount = 200_000;
}
