namespace Patterns.Columnar;

/// <summary>How two values are compared. Every operator but <see cref="NullSafeEqual"/> gives null when a side is null.</summary>
public enum ComparisonOperator
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>&lt;&gt;</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    LessThan,

    /// <summary><c>&lt;=</c></summary>
    LessThanOrEqual,

    /// <summary><c>&gt;</c></summary>
    GreaterThan,

    /// <summary><c>&gt;=</c></summary>
    GreaterThanOrEqual,

    /// <summary><c>&lt;=&gt;</c>: equal, where null equals null and nothing else; never null itself.</summary>
    NullSafeEqual,
}
