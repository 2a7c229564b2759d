using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Patterns.Updates;

namespace FeedServer;

/// <summary>
/// Signs webhooks with Ed25519 (<c>v1a</c> of Standard Webhooks), by BouncyCastle: .NET 10 has no such signatures. A vault that signs would be another
/// implementation of the same interface. Thread safe.
/// </summary>
/// <remarks>Source: RFC 8032, section 5.1.</remarks>
internal sealed class Ed25519SigningKey : IWebhookSigningKey
{
    private const string Prefix = "whsk_";

    private readonly byte[] _seed;
    private readonly byte[] _publicKey = new byte[Ed25519.PublicKeySize];

    /// <summary>Takes a key.</summary>
    /// <param name="seed">32 secret bytes; copied.</param>
    /// <exception cref="ArgumentException">They are not 32.</exception>
    public Ed25519SigningKey(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != Ed25519.SecretKeySize)
        {
            throw new ArgumentException($"A key of Ed25519 has {Ed25519.SecretKeySize} bytes, but this one {seed.Length}.", nameof(seed));
        }

        _seed = seed.ToArray();
        Ed25519.GeneratePublicKey(_seed, 0, _publicKey, 0);
        PublicKey = WebhookPublicKey.FromBytes(_publicKey);
    }

    /// <summary>What receivers verify with.</summary>
    public WebhookPublicKey PublicKey { get; }

    /// <inheritdoc/>
    public string Version => "v1a";

    /// <inheritdoc/>
    public int SignatureLength => Ed25519.SignatureSize;

    /// <summary>A key that lives as long as the process.</summary>
    public static Ed25519SigningKey Generate() => new(RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize));

    /// <summary>The key of a file, which is made when it is not there: <c>whsk_</c> and the base64 of 32 bytes, for its owner only.</summary>
    /// <exception cref="FormatException">The file holds something else.</exception>
    public static Ed25519SigningKey OfFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var made = new StreamWriter(path, options);
            made.Write(Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize)));
        }
        catch (IOException) when (File.Exists(path))
        {
            // It is there from before.
        }

        var text = File.ReadAllText(path).Trim();
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            ? new Ed25519SigningKey(Convert.FromBase64String(text[Prefix.Length..]))
            : throw new FormatException($"'{path}' does not hold a signing key, which begins with '{Prefix}'. Delete it to have one made; receivers then need the new public key.");
    }

    /// <inheritdoc/>
    public void Sign(ReadOnlySpan<byte> content, Span<byte> signature)
    {
        var message = content.ToArray();
        var signed = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(_seed, 0, _publicKey, 0, message, 0, message.Length, signed, 0);
        signed.CopyTo(signature);
    }
}
