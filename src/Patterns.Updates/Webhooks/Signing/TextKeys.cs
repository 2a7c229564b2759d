namespace Patterns.Updates.Webhooks.Signing;

/// <summary>The secrets of schemes that take a secret's text as the key and write signatures in hexadecimal.</summary>
internal sealed class TextKeys
{
    private const int SignatureBytes = 32;

    private readonly WebhookSecret[] _secrets;

    /// <exception cref="ArgumentException">A key is no shared secret.</exception>
    public TextKeys(IEnumerable<IWebhookVerificationKey> keys, string scheme)
        => _secrets =
        [
            .. keys.Select(key => key is WebhookSecret secret
                ? secret.AsText()
                : throw new ArgumentException($"{scheme} signs with a shared secret, but one of the keys is a {key.GetType().Name}.", nameof(keys))),
        ];

    /// <summary>Whether a signature of 64 hexadecimal digits fits one of the secrets. All are tried.</summary>
    public bool Fit(ReadOnlySpan<byte> content, ReadOnlySpan<char> hexadecimal)
    {
        Span<byte> signature = stackalloc byte[SignatureBytes];
        if (hexadecimal.Length != 2 * SignatureBytes || Convert.FromHexString(hexadecimal, signature, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        var fits = false;
        foreach (var secret in _secrets)
        {
            fits |= secret.Verify(content, signature);
        }

        return fits;
    }
}
