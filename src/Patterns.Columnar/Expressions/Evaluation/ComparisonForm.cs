namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>What is done with the outcome of a comparison.</summary>
[Flags]
internal enum ComparisonForm
{
    /// <summary>As it is; null when a side is null.</summary>
    Plain = 0,

    /// <summary>The opposite: <c>a &gt;= b</c> is the opposite of <c>a &lt; b</c>.</summary>
    Negated = 1,

    /// <summary>Null equals null and nothing else; never null.</summary>
    NullSafe = 2,
}
