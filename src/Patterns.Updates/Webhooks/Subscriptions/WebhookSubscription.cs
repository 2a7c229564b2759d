namespace Patterns.Updates;

/// <summary>Who is told of the updates of a feed, and how. Immutable; holds no secret.</summary>
public sealed record WebhookSubscription
{
    /// <summary>Names the subscription for ever.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the feed.</summary>
    public required string Feed { get; init; }

    /// <summary>Where it is sent to.</summary>
    public required Uri Url { get; init; }

    /// <summary>Types of updates that are sent; null for all.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>The order of delivery.</summary>
    public WebhookOrdering Ordering { get; init; }

    /// <summary>How many may be under way at a time.</summary>
    public int MaxInFlight { get; init; }

    /// <summary>Who shares the sender with others.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>What people call it; null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>How ownership is verified.</summary>
    public WebhookOwnership Ownership { get; init; }

    /// <summary>Whether it was. Nothing is sent before.</summary>
    public bool IsVerified { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
