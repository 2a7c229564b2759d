using Patterns.Updates.Webhooks.Signing.Ed25519;

namespace Patterns.Updates;

/// <summary>
/// The public key of a sender that signs with Ed25519 (<c>v1a</c>): it verifies webhooks and cannot sign any. Immutable and thread safe.
/// </summary>
/// <remarks>Source: Standard Webhooks 1.0, <c>whpk_</c> and the base64 of 32 bytes; RFC 8032.</remarks>
public sealed class WebhookPublicKey : IWebhookVerificationKey
{
    internal const string Prefix = "whpk_";

    private readonly byte[] _key;
    private readonly EdwardsPoint _point;

    private WebhookPublicKey(byte[] key, EdwardsPoint point)
    {
        _key = key;
        _point = point;
    }

    /// <summary><c>v1a</c>.</summary>
    public string Version => "v1a";

    internal ReadOnlySpan<byte> Bytes => _key;

    /// <summary>Reads a public key.</summary>
    /// <param name="text"><c>whpk_</c> and the base64 of 32 bytes; the prefix may be left out.</param>
    /// <exception cref="FormatException">The text is not that, or the bytes are no point of the curve.</exception>
    public static WebhookPublicKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoded = text.StartsWith(Prefix, StringComparison.Ordinal) ? text.AsSpan(Prefix.Length) : text;
        Span<byte> key = stackalloc byte[Ed25519Verification.PublicKeyBytes];
        return Convert.TryFromBase64Chars(encoded, key, out var length) && length == key.Length
            ? FromBytes(key)
            : throw new FormatException($"'{text}' is not a public key of webhooks: expected 'whpk_' and the base64 of {Ed25519Verification.PublicKeyBytes} bytes.");
    }

    /// <summary>Takes a public key as bytes.</summary>
    /// <param name="key">32 bytes; copied.</param>
    /// <exception cref="FormatException">The bytes are not 32, or no point of the curve.</exception>
    public static WebhookPublicKey FromBytes(ReadOnlySpan<byte> key)
        => key.Length == Ed25519Verification.PublicKeyBytes && EdwardsPoint.Read(key) is { } point
            ? new WebhookPublicKey(key.ToArray(), point)
            : throw new FormatException($"These {key.Length} bytes are no public key of Ed25519, which is {Ed25519Verification.PublicKeyBytes} bytes that encode a point of its curve.");

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) => Ed25519Verification.Verify(_key, _point, content, signature);

    /// <summary>The key as text: <c>whpk_…</c>.</summary>
    public override string ToString() => Prefix + Convert.ToBase64String(_key);
}
