namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>How a column is compared with a constant; the other operators are negations of these.</summary>
internal enum ConstantComparison
{
    /// <summary>The value equals the constant.</summary>
    Equal,

    /// <summary>The value is less than the constant.</summary>
    LessThan,

    /// <summary>The value is at most the constant.</summary>
    LessThanOrEqual,

    /// <summary>The value is NaN, whatever the constant.</summary>
    IsNaN,
}
