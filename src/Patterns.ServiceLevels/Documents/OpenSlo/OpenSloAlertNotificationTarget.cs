namespace Patterns.ServiceLevels;

/// <summary>Whom to alert (OpenSLO v1, AlertNotificationTarget).</summary>
public sealed record OpenSloAlertNotificationTarget : OpenSloObject
{
    /// <summary>Creates the object.</summary>
    /// <param name="metadata">Name and labels.</param>
    public OpenSloAlertNotificationTarget(OpenSloMetadata metadata)
        : base(metadata)
    {
    }

    /// <inheritdoc/>
    public override OpenSloKind Kind => OpenSloKind.AlertNotificationTarget;

    /// <summary>The way, in the words of the author: email, slack.</summary>
    public required string Target { get; init; }
}
