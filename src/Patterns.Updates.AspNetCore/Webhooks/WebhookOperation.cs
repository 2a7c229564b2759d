namespace Patterns.Updates.AspNetCore;

/// <summary>What can be done to the webhook subscriptions of a feed over HTTP.</summary>
public enum WebhookOperation
{
    /// <summary>Looking at subscriptions, their progress and their dead letters.</summary>
    Read,

    /// <summary>Making one, verifying it, changing its secret, disabling, resuming and replaying it.</summary>
    Write,

    /// <summary>Ending one.</summary>
    Delete,
}
