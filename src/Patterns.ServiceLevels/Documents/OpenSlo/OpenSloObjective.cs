using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>One objective of an SLO (OpenSLO v1, objectives).</summary>
public sealed record OpenSloObjective
{
    /// <summary>The share of good, [0, 1); <c>targetPercent: 99.95</c> is 1999/2000.</summary>
    public required Ratio Target { get; init; }

    /// <summary>The name for people; null when the document has none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>How a value of a threshold metric is held against <see cref="Value"/>; null for a ratio.</summary>
    public OpenSloOperator? Operator { get; init; }

    /// <summary>What a value of a threshold metric is held against, in the metric's unit; null for a ratio.</summary>
    public Ratio? Value { get; init; }

    /// <summary>The ratio at which a slice is good, (0, 1]; null unless budgets are counted in slices.</summary>
    public Ratio? TimeSliceTarget { get; init; }

    /// <summary>Length of a slice; null unless budgets are counted in slices.</summary>
    public OpenSloDuration? TimeSliceWindow { get; init; }

    /// <summary>The indicator of a part of a composite; null when the SLO has one for all.</summary>
    public OpenSloLink<OpenSloIndicator>? Indicator { get; init; }

    /// <summary>Weight in a composite, above 0; 1 by default.</summary>
    public Ratio CompositeWeight { get; init; } = Ratio.One;
}
