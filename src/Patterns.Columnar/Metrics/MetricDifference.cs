namespace Patterns.Columnar;

/// <summary>One part in which two metric definitions mean different things.</summary>
/// <param name="Part">The part.</param>
/// <param name="First">The part of the first definition in normal form; null when it says nothing.</param>
/// <param name="Second">The part of the second definition in normal form; null when it says nothing.</param>
/// <param name="Explanation">A sentence about the first and the second.</param>
public sealed record MetricDifference(MetricPart Part, string? First, string? Second, string Explanation)
{
    /// <summary>The explanation.</summary>
    public override string ToString() => Explanation;
}
