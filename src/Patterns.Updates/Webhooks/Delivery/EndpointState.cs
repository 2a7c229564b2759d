namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>
/// What is kept of an endpoint: a cursor, what before it is not delivered yet, and what was given up. Offsets only, no payloads. What is in flight is
/// kept as not delivered, so whatever moment a process ends at, the next one loses nothing.
/// </summary>
internal sealed record EndpointState
{
    /// <summary>Everything up to here was delivered, given up, or is in <see cref="Pending"/>.</summary>
    public UpdateOffset Cursor { get; init; }

    /// <summary>When it was saved, by the clock that all its times are of.</summary>
    public DateTimeOffset SavedAt { get; init; }

    public IReadOnlyList<PendingState> Pending { get; init; } = [];

    public IReadOnlyList<DeliveryRange> Replays { get; init; } = [];

    public IReadOnlyList<WebhookDeadLetter> DeadLetters { get; init; } = [];

    /// <summary>The first failure since the last success; null when the last attempt succeeded or there was none.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    public DateTimeOffset? PausedUntil { get; init; }

    public WebhookDisabledReason? Disabled { get; init; }

    public int BreakerFailures { get; init; }

    public DateTimeOffset BreakerOpenUntil { get; init; }
}
