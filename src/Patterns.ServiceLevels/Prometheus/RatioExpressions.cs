namespace Patterns.ServiceLevels.Prometheus;

/// <summary>A ratio that the author computes; there are no counts.</summary>
internal sealed record RatioExpressions(WindowTemplate Query) : IndicatorExpressions
{
    public override bool HasCounts => false;

    public override string Valid(string window) => throw new InvalidOperationException("A ratio has no counts.");

    public override string Bad(string window) => throw new InvalidOperationException("A ratio has no counts.");

    public override string Ratio(string window) => $"({Query.Fill(window)})";
}
