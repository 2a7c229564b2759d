namespace Patterns.Updates;

/// <summary>What a wake subscription is to be. Immutable.</summary>
/// <remarks>Source: the Durable Streams protocol, section 6.2.</remarks>
public sealed record WakeConfiguration
{
    /// <summary>How workers are woken.</summary>
    public required WakeDelivery Delivery { get; init; }

    /// <summary>
    /// Names of feeds to follow, those made later included: <c>*</c> stands for one part between slashes, <c>**</c> for any number of parts, and a part without
    /// stars for itself. Up to 512 characters; null when all are in <see cref="Streams"/>.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>Names of feeds to follow beside the pattern, whether they exist yet or not; empty by default.</summary>
    public IReadOnlyList<string> Streams { get; init; } = [];

    /// <summary>Where a webhook goes; needed for <see cref="WakeDelivery.Webhook"/> and null otherwise.</summary>
    public string? Url { get; init; }

    /// <summary>Name of the feed that is told of wakes, which must exist; needed for <see cref="WakeDelivery.PullWake"/> and null otherwise.</summary>
    public string? WakeStream { get; init; }

    /// <summary>How long a worker may be silent before another one is woken, 1 s to 10 min, whole milliseconds; 30 s by default.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What people call it, up to 1,000 characters; null for nothing.</summary>
    public string? Description { get; init; }
}
