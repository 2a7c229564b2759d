namespace Patterns.Columnar;

/// <summary>How the answer of a metric is rounded to its scale.</summary>
public enum MetricRounding
{
    /// <summary>Half away from zero, SQL's <c>round</c>: 2.5 is 3, -2.5 is -3.</summary>
    HalfUp,

    /// <summary>Half to the even neighbour, SQL's <c>bround</c>: 2.5 is 2, 3.5 is 4.</summary>
    HalfEven,
}
