namespace Patterns.Lake.Inference;

/// <summary>How a number is written.</summary>
internal enum NumberSyntax
{
    /// <summary>Digits only.</summary>
    Integer,

    /// <summary>With a point.</summary>
    Point,

    /// <summary>With an exponent.</summary>
    Exponent,
}
