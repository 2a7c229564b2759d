namespace Patterns.Updates;

/// <summary>The names of the headers of Standard Webhooks 1.0, and the one we add.</summary>
public static class WebhookHeaders
{
    /// <summary>The message's id: the same for every attempt to deliver it.</summary>
    public const string Id = "webhook-id";

    /// <summary>When the attempt was made, in seconds since 1970-01-01T00:00Z.</summary>
    public const string Timestamp = "webhook-timestamp";

    /// <summary>Signatures with their versions, separated by blanks: <c>v1,base64 v1a,base64</c>.</summary>
    public const string Signature = "webhook-signature";

    /// <summary>The offset after the update, with which a receiver can go on by GET.</summary>
    public const string NextOffset = "Stream-Next-Offset";
}
