namespace Patterns.Updates;

/// <summary>
/// A key that checks the signatures of webhooks: a <see cref="WebhookSecret"/> (<c>v1</c>) or a <see cref="WebhookPublicKey"/> (<c>v1a</c>).
/// Implementations are thread safe.
/// </summary>
/// <remarks>Source: Standard Webhooks 1.0, "Signature scheme".</remarks>
public interface IWebhookVerificationKey
{
    /// <summary>The version of the signatures that this key can check: <c>v1</c> or <c>v1a</c>.</summary>
    string Version { get; }

    /// <summary>Whether the signature is one of this key over the content. Takes no longer for one that is nearly right.</summary>
    /// <param name="content">The bytes <c>id.timestamp.body</c>.</param>
    /// <param name="signature">The signature, decoded; of any length.</param>
    bool Verify(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature);
}
