using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>When to alert: the burn rate of a window held against a threshold (OpenSLO v1, AlertCondition).</summary>
public sealed record OpenSloAlertCondition : OpenSloObject
{
    /// <summary>Creates the object.</summary>
    /// <param name="metadata">Name and labels.</param>
    public OpenSloAlertCondition(OpenSloMetadata metadata)
        : base(metadata)
    {
    }

    /// <inheritdoc/>
    public override OpenSloKind Kind => OpenSloKind.AlertCondition;

    /// <summary>How bad it is, in the words of the author: page, sev1.</summary>
    public required string Severity { get; init; }

    /// <summary>How the burn rate is held against the threshold. The examples of the specification have <see cref="OpenSloOperator.LessThanOrEqual"/>,
    /// which alerts while little is burnt; it is kept as written.</summary>
    public required OpenSloOperator Operator { get; init; }

    /// <summary>The burn rate to hold against; 1 spends the budget exactly within the window of the objective.</summary>
    public required Ratio Threshold { get; init; }

    /// <summary>The time over which the burn rate is taken.</summary>
    public required OpenSloDuration LookbackWindow { get; init; }

    /// <summary>How long the condition must hold; null alerts at once.</summary>
    public OpenSloDuration? AlertAfter { get; init; }
}
