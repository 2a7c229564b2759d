namespace Patterns.Columnar;

/// <summary>What an <see cref="IsExpression"/> asks. The answer is true or false, never null.</summary>
public enum IsTest
{
    /// <summary><c>IS NULL</c></summary>
    Null,

    /// <summary><c>IS TRUE</c>: false for a null.</summary>
    True,

    /// <summary><c>IS FALSE</c>: false for a null.</summary>
    False,
}
