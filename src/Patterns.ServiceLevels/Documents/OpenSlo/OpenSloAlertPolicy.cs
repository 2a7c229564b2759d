namespace Patterns.ServiceLevels;

/// <summary>Which condition alerts whom (OpenSLO v1, AlertPolicy).</summary>
public sealed record OpenSloAlertPolicy : OpenSloObject
{
    /// <summary>Creates the object.</summary>
    /// <param name="metadata">Name and labels.</param>
    public OpenSloAlertPolicy(OpenSloMetadata metadata)
        : base(metadata)
    {
    }

    /// <inheritdoc/>
    public override OpenSloKind Kind => OpenSloKind.AlertPolicy;

    /// <summary>Whether to alert when there is no data.</summary>
    public bool AlertWhenNoData { get; init; }

    /// <summary>Whether to alert when the condition ends.</summary>
    public bool AlertWhenResolved { get; init; }

    /// <summary>Whether to alert when the condition holds.</summary>
    public bool AlertWhenBreaching { get; init; }

    /// <summary>When to alert.</summary>
    public required OpenSloLink<OpenSloAlertCondition> Condition { get; init; }

    /// <summary>Whom to alert, one or more.</summary>
    public required IReadOnlyList<OpenSloLink<OpenSloAlertNotificationTarget>> NotificationTargets { get; init; }
}
