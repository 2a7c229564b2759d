namespace Patterns.Columnar.Expressions.Pruning;

/// <summary>Which outcomes a boolean can have among some rows.</summary>
[Flags]
internal enum Outcomes
{
    /// <summary>None at all: there is no row.</summary>
    None = 0,

    /// <summary>It can be true.</summary>
    True = 1,

    /// <summary>It can be false.</summary>
    False = 2,

    /// <summary>It can be null.</summary>
    Null = 4,

    /// <summary>Nothing is known.</summary>
    Any = True | False | Null,
}
