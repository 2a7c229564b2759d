namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>What a null means where a condition stands: C# has two truth values where SQL has three.</summary>
internal enum Nulls
{
    /// <summary>A null counts as false, as in a filter; the shortest form will do.</summary>
    AreFalse,

    /// <summary>The condition is negated or kept as a value, so that it must be false where C# says false.</summary>
    AreKept,
}
