namespace Patterns.Updates;

/// <summary>What a receiver may do with a message.</summary>
public enum WebhookClaim
{
    /// <summary>Handle it: nobody has, and nobody else is at it.</summary>
    Claimed,

    /// <summary>Leave it: another request with the same id is being handled. The sender tries again later.</summary>
    InProgress,

    /// <summary>Say that all is well: it was handled before.</summary>
    Done,
}
