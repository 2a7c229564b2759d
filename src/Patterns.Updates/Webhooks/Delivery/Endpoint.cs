using Patterns.Updates.Webhooks.Subscriptions;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>A subscription and its queue in a running sender. Guarded by the engine's lock, but for <see cref="Saving"/>.</summary>
internal sealed class Endpoint(SubscriptionRecord record, EndpointQueue queue) : IDisposable
{
    public SubscriptionRecord Record { get; set; } = record;

    public EndpointQueue Queue { get; } = queue;

    public IReadOnlySet<string>? Types { get; } = record.Subscription.Types?.ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether its state has changed since it was saved.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Counts up when the feed grows, so that a read that began before does not take itself for up to date.</summary>
    public long Growths { get; set; }

    /// <summary>One save at a time: a later state must not be replaced by an earlier one.</summary>
    public SemaphoreSlim Saving { get; } = new(1, 1);

    public void Dispose() => Saving.Dispose();
}
