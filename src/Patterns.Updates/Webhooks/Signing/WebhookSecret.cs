using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Patterns.Updates;

/// <summary>
/// A secret that sender and receiver share, with which webhooks are signed and verified (HMAC-SHA256, <c>v1</c>). Immutable and thread safe.
/// </summary>
/// <remarks>
/// Source: Standard Webhooks 1.0: <c>whsec_</c> and the base64 of 24 to 64 random bytes. Its <see cref="ToString"/> shows no secret; <see cref="Reveal"/> does.
/// </remarks>
public sealed class WebhookSecret : IWebhookSigningKey, IWebhookVerificationKey
{
    private const string Prefix = "whsec_";
    private const int MinKeyBytes = 24;
    private const int MaxKeyBytes = 64;
    private const int GeneratedKeyBytes = 32;

    private readonly byte[] _key;
    private readonly string _text;

    private WebhookSecret(byte[] key, string text)
    {
        _key = key;
        _text = text;
    }

    /// <summary><c>v1</c>.</summary>
    public string Version => "v1";

    /// <summary>32 bytes.</summary>
    public int SignatureLength => HMACSHA256.HashSizeInBytes;

    /// <summary>Reads a secret of Standard Webhooks.</summary>
    /// <param name="text"><c>whsec_</c> and the base64 of 24 to 64 bytes; the prefix may be left out.</param>
    /// <exception cref="FormatException">The text is not base64, or its bytes are too few or too many. The message does not repeat the text.</exception>
    public static WebhookSecret Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoded = text.StartsWith(Prefix, StringComparison.Ordinal) ? text.AsSpan(Prefix.Length) : text;
        var key = new byte[Base64.GetMaxDecodedFromUtf8Length(encoded.Length)];
        if (!Convert.TryFromBase64Chars(encoded, key, out var length))
        {
            throw new FormatException("A webhook secret is 'whsec_' and base64, but what follows the prefix is not base64. Use FromText for a secret that is plain text, as GitHub's are.");
        }

        return length is >= MinKeyBytes and <= MaxKeyBytes
            ? new WebhookSecret(key[..length], text)
            : throw new FormatException($"A webhook secret holds {MinKeyBytes} to {MaxKeyBytes} bytes, but this one holds {length}. Make one with WebhookSecret.Generate().");
    }

    /// <summary>Takes a secret as plain text: its UTF-8 bytes are the key, as GitHub and Stripe have it.</summary>
    /// <param name="text">Any text but an empty one; give Stripe's with its <c>whsec_</c>.</param>
    public static WebhookSecret FromText(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return new WebhookSecret(Encoding.UTF8.GetBytes(text), text);
    }

    /// <summary>Takes a key as bytes, of any length above 0. Meant for keys of other systems; <see cref="Generate"/> makes better ones.</summary>
    /// <param name="key">The key; copied.</param>
    public static WebhookSecret FromBytes(ReadOnlySpan<byte> key)
        => key.IsEmpty
            ? throw new ArgumentException("A webhook secret has at least one byte.", nameof(key))
            : new WebhookSecret(key.ToArray(), Prefix + Convert.ToBase64String(key));

    /// <summary>Makes a new secret of 32 bytes from the system's source of random keys.</summary>
    public static WebhookSecret Generate() => FromBytes(RandomNumberGenerator.GetBytes(GeneratedKeyBytes));

    /// <summary>The secret as text, for the one who needs to know it: <c>whsec_…</c>. Keep it out of logs.</summary>
    public string Reveal() => _text;

    /// <inheritdoc/>
    public void Sign(ReadOnlySpan<byte> content, Span<byte> signature) => HMACSHA256.HashData(_key, content, signature);

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, content, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }

    /// <summary>Shows no secret: <c>whsec_***</c>.</summary>
    public override string ToString() => "whsec_***";

    /// <summary>The same secret when its text is one of Standard Webhooks, so that it can be kept as text.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    internal WebhookSecret AsStandard()
        => _text.StartsWith(Prefix, StringComparison.Ordinal) && Parse(_text) is var same && same._key.AsSpan().SequenceEqual(_key)
            ? same
            : throw new FormatException("Webhooks are sent with secrets of Standard Webhooks: 'whsec_' and the base64 of 24 to 64 bytes. Use WebhookSecret.Generate() or Parse.");

    /// <summary>The secret for schemes that take its text as the key (Stripe, GitHub).</summary>
    internal WebhookSecret AsText() => FromText(_text);
}
