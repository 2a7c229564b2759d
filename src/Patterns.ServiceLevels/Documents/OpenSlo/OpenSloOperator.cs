namespace Patterns.ServiceLevels;

/// <summary>How a value is held against a threshold (OpenSLO v1, op).</summary>
public enum OpenSloOperator
{
    /// <summary><c>lt</c></summary>
    LessThan,

    /// <summary><c>lte</c></summary>
    LessThanOrEqual,

    /// <summary><c>gt</c></summary>
    GreaterThan,

    /// <summary><c>gte</c></summary>
    GreaterThanOrEqual,
}
