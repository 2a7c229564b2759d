using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Patterns.Updates.Webhooks.Signing;

namespace Patterns.Updates.Webhooks.Wakes;

/// <summary>Signs wakes, and names the keys as JSON Web Keys do. Source: the Durable Streams protocol, sections 6.5 and 7.1; RFC 7638, RFC 8037.</summary>
internal sealed class WakeSigner(IWebhookSigningKey key, WebhookPublicKey publicKey)
{
    /// <summary>Name of the key that signs.</summary>
    public string KeyId { get; } = KeyIdOf(publicKey);

    /// <summary>The value of the header <c>Webhook-Signature</c>.</summary>
    public string Sign(ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Span<byte> signature = stackalloc byte[WakeSubscriptionsOptions.SignatureBytes];
        using var content = SignedContent.Of(seconds, body);
        key.Sign(content.Bytes, signature);
        return $"t={seconds},kid={KeyId},ed25519={Base64Url.EncodeToString(signature)}";
    }

    public static byte[] KeySet(IEnumerable<WebhookPublicKey> keys)
        => Encoding.UTF8.GetBytes($$"""{"keys":[{{string.Join(',', keys.DistinctBy(KeyIdOf).Select(key =>
            $$"""{"kty":"OKP","crv":"Ed25519","kid":"{{KeyIdOf(key)}}","use":"sig","alg":"EdDSA","x":"{{Point(key)}}"}"""))}}]}""");

    private static string KeyIdOf(WebhookPublicKey key)
        => "ds_" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"Ed25519","kty":"OKP","x":"{{Point(key)}}"}""")));

    private static string Point(WebhookPublicKey key) => Base64Url.EncodeToString(key.Bytes);
}
