namespace Patterns.Updates;

/// <summary>
/// A key that signs webhooks. <see cref="WebhookSecret"/> is one (<c>v1</c>, HMAC-SHA256); implement it for an asymmetric key (<c>v1a</c>, Ed25519) that
/// a library or a key vault holds. Implementations are thread safe.
/// </summary>
/// <remarks>Source: Standard Webhooks 1.0, "Signature scheme".</remarks>
public interface IWebhookSigningKey
{
    /// <summary>The version that stands before the signature and its comma: <c>v1</c> or <c>v1a</c>. Letters and digits.</summary>
    string Version { get; }

    /// <summary>Length of a signature, in bytes: 32 for HMAC-SHA256, 64 for Ed25519.</summary>
    int SignatureLength { get; }

    /// <summary>Signs.</summary>
    /// <param name="content">The bytes <c>id.timestamp.body</c>.</param>
    /// <param name="signature">Receives the signature; <see cref="SignatureLength"/> bytes.</param>
    void Sign(ReadOnlySpan<byte> content, Span<byte> signature);
}
