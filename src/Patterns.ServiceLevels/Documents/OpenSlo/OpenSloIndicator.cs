namespace Patterns.ServiceLevels;

/// <summary>How to get good and valid events, or a value to hold against a threshold (OpenSLO v1, SLI). Exactly one of the two metrics is there.</summary>
public sealed record OpenSloIndicator : OpenSloObject
{
    /// <summary>Creates the object.</summary>
    /// <param name="metadata">Name and labels.</param>
    public OpenSloIndicator(OpenSloMetadata metadata)
        : base(metadata)
    {
    }

    /// <inheritdoc/>
    public override OpenSloKind Kind => OpenSloKind.SLI;

    /// <summary>Values that each objective holds against its threshold; null when the indicator is a ratio.</summary>
    public OpenSloMetric? ThresholdMetric { get; init; }

    /// <summary>Events; null when the indicator is a threshold.</summary>
    public OpenSloRatioMetric? RatioMetric { get; init; }
}
