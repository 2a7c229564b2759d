namespace Patterns.Updates.Webhooks.Signing;

/// <summary>One way of putting signature, time and id into headers.</summary>
internal interface IWebhookSignatureScheme
{
    WebhookVerification Verify(Func<string, string?> header, ReadOnlySpan<byte> body, ClockTolerance clock);
}
