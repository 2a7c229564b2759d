namespace Patterns.Columnar;

/// <summary>Which language a text pattern is written in.</summary>
public enum LikeKind
{
    /// <summary><c>LIKE</c>: <c>%</c> is any text, <c>_</c> one character, and the pattern covers the whole text.</summary>
    Like,

    /// <summary><c>ILIKE</c>: as <see cref="Like"/> without regard to case.</summary>
    CaseInsensitiveLike,

    /// <summary><c>RLIKE</c>: a regular expression that matches anywhere in the text.</summary>
    RegularExpression,
}
