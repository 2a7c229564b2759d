namespace Patterns.Updates;

/// <summary>How it is made sure that whoever runs an endpoint wants the webhooks.</summary>
public enum WebhookOwnership
{
    /// <summary>
    /// The endpoint is sent a signed challenge and answers it with the secret (<see cref="WebhookChallenge"/>). <c>MapWebhookReceiver</c> does so by itself.
    /// </summary>
    Challenge,

    /// <summary>The endpoint is asked by OPTIONS and allows our origin. Source: CloudEvents, HTTP 1.1 Web Hooks for Event Delivery 1.0.1, section 4.</summary>
    CloudEvents,

    /// <summary>It is taken for granted, for endpoints of one's own.</summary>
    Assumed,
}
