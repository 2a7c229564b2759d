namespace Patterns.ServiceLevels;

/// <summary>Good or bad events with all of them, or a ratio that was computed before (OpenSLO v1, ratioMetric).</summary>
public sealed record OpenSloRatioMetric
{
    /// <summary>Whether the metrics only grow. A document that does not say means no.</summary>
    public bool IsCounter { get; init; }

    /// <summary>Good events; null when bad ones or a ratio are there.</summary>
    public OpenSloMetric? Good { get; init; }

    /// <summary>Bad events; null when good ones or a ratio are there.</summary>
    public OpenSloMetric? Bad { get; init; }

    /// <summary>All events; null when a ratio is there.</summary>
    public OpenSloMetric? Total { get; init; }

    /// <summary>A ratio that was computed before; null when events are there.</summary>
    public OpenSloMetric? Raw { get; init; }

    /// <summary>Whether <see cref="Raw"/> is the share of bad events rather than of good ones.</summary>
    public bool RawIsFailure { get; init; }
}
