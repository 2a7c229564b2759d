namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Shapes of patterns, most of which have a shorter way than matching piece by piece.</summary>
internal enum LikeForm
{
    /// <summary><c>literal</c></summary>
    Exact,

    /// <summary><c>literal%</c></summary>
    Prefix,

    /// <summary><c>%literal</c></summary>
    Suffix,

    /// <summary><c>%literal%</c></summary>
    Contains,

    /// <summary>Anything else.</summary>
    General,
}
