namespace Patterns.Updates;

/// <summary>
/// The keys of which a webhook must carry a signature by at least one. Several are how a secret is changed without losing a message: give the receiver
/// both, change the sender, take the old one away. Immutable and thread safe.
/// </summary>
public sealed class WebhookSecrets
{
    /// <summary>Takes the keys.</summary>
    /// <param name="keys">At least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public WebhookSecrets(params IReadOnlyList<IWebhookVerificationKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0 || keys.Contains(null!))
        {
            throw new ArgumentException("A receiver of webhooks needs at least one secret or public key, and none of them may be null.", nameof(keys));
        }

        Keys = [.. keys];
    }

    /// <summary>The keys, at least one.</summary>
    public IReadOnlyList<IWebhookVerificationKey> Keys { get; }

    /// <summary>Reads keys of Standard Webhooks.</summary>
    /// <param name="texts">At least one: <c>whsec_…</c> for a shared secret, <c>whpk_…</c> for a public key.</param>
    /// <exception cref="FormatException">One is neither.</exception>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static WebhookSecrets Parse(params IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new WebhookSecrets([.. texts.Select(ParseKey)]);
    }

    private static IWebhookVerificationKey ParseKey(string text)
        => text.StartsWith(WebhookPublicKey.Prefix, StringComparison.Ordinal) ? WebhookPublicKey.Parse(text) : WebhookSecret.Parse(text);
}
