namespace Patterns.Updates.AspNetCore.Wakes;

/// <summary>A subscription as clients see it.</summary>
internal sealed record WakeSubscriptionDocument(
    string Id,
    string SubscriptionId,
    string Type,
    string? Pattern,
    IReadOnlyList<WakeFeedDocument> Streams,
    WakeTarget? Webhook,
    string? WakeStream,
    double LeaseTtlMs,
    DateTimeOffset CreatedAt,
    string Status,
    string? Description)
{
    public const string Webhooks = "webhook";
    public const string PullWake = "pull-wake";

    public static WakeSubscriptionDocument Of(WakeSubscription subscription, string? keyId)
    {
        var configuration = subscription.Configuration;
        var signing = keyId is null ? null : new WakeSigning("ed25519", keyId, $"{subscription.ControlUrl}/jwks.json");
        return new WakeSubscriptionDocument(
            subscription.Id,
            subscription.Id,
            configuration.Delivery == WakeDelivery.Webhook ? Webhooks : PullWake,
            configuration.Pattern,
            [.. subscription.Streams.Select(WakeFeedDocument.Of)],
            configuration.Url is { } url ? new WakeTarget(url, signing) : null,
            configuration.WakeStream,
            configuration.LeaseTime.TotalMilliseconds,
            subscription.CreatedAt,
            subscription.IsFailing ? "failed" : "active",
            configuration.Description);
    }
}
