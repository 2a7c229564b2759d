namespace Patterns.Updates.Webhooks.Subscriptions;

/// <summary>A secret of a subscription, and until when it is signed with; null for as long as there is no newer one.</summary>
internal sealed record SubscriptionSecret(string Text, DateTimeOffset? Until);
