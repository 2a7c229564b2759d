using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Patterns.Updates;

/// <summary>
/// How an endpoint shows that it wants webhooks: it is sent a signed message with a nonce and answers with the nonce's signature by the shared secret.
/// An endpoint that merely repeats what it gets, or that belongs to somebody else, cannot.
/// </summary>
public static class WebhookChallenge
{
    /// <summary>The media type of a challenge.</summary>
    public const string ContentType = "application/vnd.patterns.webhook-challenge+json";

    private const int NonceBytes = 32;
    private const int MaxNonceLength = 128;

    // Stands before the nonce in what is signed, so that an answer can never pass for the signature of a message.
    private static ReadOnlySpan<byte> Purpose => "webhook-challenge:"u8;

    /// <summary>Makes a nonce that nobody can foresee.</summary>
    public static string CreateNonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));

    /// <summary>The body of a challenge.</summary>
    /// <param name="nonce">What is to be signed.</param>
    public static byte[] Write(string nonce) => Json("challenge", nonce);

    /// <summary>The body of the answer to a challenge; null when the body is none. Answer only what has been verified.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="challenge">The body of the challenge.</param>
    public static byte[]? Answer(WebhookSecret secret, ReadOnlySpan<byte> challenge)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return Read("challenge"u8, challenge) is { Length: > 0 and <= MaxNonceLength } nonce ? Json("answer", Convert.ToBase64String(Sign(secret, nonce))) : null;
    }

    /// <summary>Whether the body is the right answer.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="nonce">The nonce of the challenge.</param>
    /// <param name="answer">The body of the answer.</param>
    public static bool IsAnswered(WebhookSecret secret, string nonce, ReadOnlySpan<byte> answer)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(nonce);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Read("answer"u8, answer) is { } text
            && Convert.TryFromBase64String(text, given, out var length)
            && CryptographicOperations.FixedTimeEquals(given[..length], Sign(secret, nonce));
    }

    private static byte[] Sign(WebhookSecret secret, string nonce)
    {
        var signature = new byte[secret.SignatureLength];
        secret.Sign([.. Purpose, .. Encoding.UTF8.GetBytes(nonce)], signature);
        return signature;
    }

    private static byte[] Json(string name, string value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string? Read(ReadOnlySpan<byte> name, ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }

            return null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
