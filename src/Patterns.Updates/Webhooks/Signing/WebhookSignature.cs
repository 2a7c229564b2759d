using System.Globalization;
using Patterns.Updates.Webhooks.Signing;

namespace Patterns.Updates;

/// <summary>Signs messages as Standard Webhooks 1.0 has it, for those who send by themselves. Thread safe.</summary>
public static class WebhookSignature
{
    private const int MaxSecondsDigits = 20;
    private const int MaxSignatureBytes = 512;

    /// <summary>The value of <c>webhook-signature</c>, with one signature per key.</summary>
    /// <param name="keys">The keys; several while a secret is being changed, the new one first.</param>
    /// <param name="id">The message's id; must not contain a full stop, which separates what is signed.</param>
    /// <param name="timestamp">When the attempt is made. What is signed and sent is the whole second.</param>
    /// <param name="body">The body as it will be sent.</param>
    /// <exception cref="ArgumentException">The id is empty or has a full stop in it, or there is no key.</exception>
    public static string Compute(IReadOnlyList<IWebhookSigningKey> keys, string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0)
        {
            throw new ArgumentException("A webhook is signed with at least one key.", nameof(keys));
        }

        Span<char> signatures = stackalloc char[512];
        var needed = keys.Sum(static key => LengthOf(key) + 1);
        if (needed > signatures.Length)
        {
            signatures = new char[needed];
        }

        return TryCompute(keys, id, timestamp, body, signatures, out var written)
            ? new string(signatures[..written])
            : throw new InvalidOperationException("A signing key changed its length while it was used.");
    }

    /// <summary>As <see cref="Compute"/>, into memory of the caller and without garbage.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="timestamp">When the attempt is made.</param>
    /// <param name="body">The body as it will be sent.</param>
    /// <param name="destination">Receives the header's value: 47 characters per secret, and a blank between two.</param>
    /// <param name="written">How many characters it took; 0 when there is too little room.</param>
    /// <returns>Whether there was room.</returns>
    /// <exception cref="ArgumentException">The id is empty or has a full stop in it.</exception>
    public static bool TryCompute(
        IReadOnlyList<IWebhookSigningKey> keys, string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body, Span<char> destination, out int written)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (id.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The id '{id}' has a full stop in it, which separates the parts of what is signed. Use another character.", nameof(id));
        }

        written = 0;
        Span<char> seconds = stackalloc char[MaxSecondsDigits];
        timestamp.ToUnixTimeSeconds().TryFormat(seconds, out var digits, provider: CultureInfo.InvariantCulture);
        using var content = SignedContent.Of(id, seconds[..digits], body);
        var length = 0;
        for (var index = 0; index < keys.Count; index++)
        {
            if (!TryAppend(keys[index], content.Bytes, destination, ref length))
            {
                return false;
            }
        }

        written = length;
        return true;
    }

    private static bool TryAppend(IWebhookSigningKey key, ReadOnlySpan<byte> content, Span<char> destination, ref int length)
    {
        var blank = length > 0 ? 1 : 0;
        if (destination.Length - length < LengthOf(key) + blank)
        {
            return false;
        }

        if (blank > 0)
        {
            destination[length++] = ' ';
        }

        key.Version.CopyTo(destination[length..]);
        length += key.Version.Length;
        destination[length++] = ',';
        Span<byte> signature = stackalloc byte[MaxSignatureBytes];
        signature = key.SignatureLength <= MaxSignatureBytes ? signature[..key.SignatureLength] : new byte[key.SignatureLength];
        key.Sign(content, signature);
        Convert.TryToBase64Chars(signature, destination[length..], out var encoded);
        length += encoded;
        return true;
    }

    private static int LengthOf(IWebhookSigningKey key) => key.Version.Length + 1 + ((key.SignatureLength + 2) / 3 * 4);
}
