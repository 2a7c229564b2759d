using Patterns.Core;

namespace Patterns.Updates;

/// <summary>An endpoint did not show that it wants webhooks. Code <c>webhook.not-verified</c>.</summary>
public sealed class WebhookVerificationException : PatternsException
{
    internal WebhookVerificationException(Uri url, string detail)
        : base("webhook.not-verified", $"The endpoint {url} did not confirm that it wants webhooks: {detail}") => Url = url;

    /// <summary>The endpoint.</summary>
    public Uri Url { get; }
}
