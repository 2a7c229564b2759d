namespace Patterns.Updates;

/// <summary>The result of verifying a webhook.</summary>
/// <param name="Outcome">What was found; only <see cref="WebhookOutcome.Verified"/> may be acted on.</param>
/// <param name="Id">The message's id, the same for every attempt to deliver it; null unless verified.</param>
/// <param name="Timestamp">When it was sent, by the sender's clock; null where the scheme has no signed time, or unless verified.</param>
/// <param name="Detail">What is wrong, for a log or a problem document; holds no secret and no signature. Null when verified.</param>
public readonly record struct WebhookVerification(WebhookOutcome Outcome, string? Id, DateTimeOffset? Timestamp, string? Detail)
{
    /// <summary>Whether the webhook is what a holder of the secret sent, now.</summary>
    public bool IsVerified => Outcome == WebhookOutcome.Verified;

    internal static WebhookVerification Of(string id, DateTimeOffset? timestamp) => new(WebhookOutcome.Verified, id, timestamp, null);

    internal static WebhookVerification Refused(WebhookOutcome outcome, string detail) => new(outcome, null, null, detail);
}
