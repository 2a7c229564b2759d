using System.Text.Json.Serialization;

namespace Patterns.Updates.Webhooks.Subscriptions;

/// <summary>A subscription with its secrets, as it is kept.</summary>
internal sealed record SubscriptionRecord
{
    public required WebhookSubscription Subscription { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<SubscriptionSecret> Secrets { get; init; }

    /// <summary>The cursor after which it began.</summary>
    public UpdateOffset From { get; init; }

    [JsonIgnore]
    public WebhookSecret Newest => WebhookSecret.Parse(Secrets[0].Text);

    /// <summary>The keys to sign with now: the newest and those whose overlap has not ended.</summary>
    public IReadOnlyList<IWebhookSigningKey> KeysAt(DateTimeOffset now)
        => Secrets.Count == 1 ? [Newest] : [.. Secrets.Where(secret => secret.Until is null || secret.Until > now).Select(static secret => WebhookSecret.Parse(secret.Text))];

    /// <summary>The same with another secret, while the ones before stay good for a while.</summary>
    public SubscriptionRecord Rotate(WebhookSecret next, DateTimeOffset now, TimeSpan overlap) => this with
    {
        Secrets =
        [
            new SubscriptionSecret(next.Reveal(), null),
            .. Secrets
                .Select(secret => secret with { Until = secret.Until < now + overlap ? secret.Until : now + overlap })
                .Where(secret => secret.Until > now),
        ],
    };
}
