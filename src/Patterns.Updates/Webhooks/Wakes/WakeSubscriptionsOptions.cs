namespace Patterns.Updates;

/// <summary>How workers are woken.</summary>
public sealed class WakeSubscriptionsOptions
{
    internal const int SignatureBytes = 64;

    /// <summary>Which targets of webhooks are allowed: https on the public internet by default.</summary>
    public WebhookTargetOptions Targets { get; } = new();

    /// <summary>
    /// Signs webhooks with Ed25519 (64 bytes), together with <see cref="PublicKey"/>; null, the default, to offer no webhooks. .NET 10 has no such key: let a
    /// library or a vault sign. Keep it over restarts.
    /// </summary>
    public IWebhookSigningKey? SigningKey { get; set; }

    /// <summary>The public key of <see cref="SigningKey"/>, which receivers are told; null, the default, to offer no webhooks.</summary>
    public WebhookPublicKey? PublicKey { get; set; }

    /// <summary>Public keys that were used before and that receivers may still need; empty by default.</summary>
    public IList<WebhookPublicKey> FormerKeys { get; } = [];

    /// <summary>How long an endpoint may take to answer, connecting included, 1 s to 60 s; 15 s by default. Never longer than the lease.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How soon feeds are found that fit a pattern, or that were named before they were there, 10 ms to 1 h; 1 s by default.</summary>
    public TimeSpan DiscoveryInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Most subscriptions, 1 to 100,000; 1,000 by default.</summary>
    public int MaxSubscriptions { get; set; } = 1000;

    /// <summary>Most feeds of one subscription, 1 to 100,000; 1,000 by default. Each costs a waiting task.</summary>
    public int MaxStreams { get; set; } = 1000;
}
