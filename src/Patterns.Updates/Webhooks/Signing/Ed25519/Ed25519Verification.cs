using System.Numerics;
using System.Security.Cryptography;

namespace Patterns.Updates.Webhooks.Signing.Ed25519;

/// <summary>
/// Checks signatures of Ed25519 (RFC 8032, section 5.1.7, without cofactor and with every encoding required to be canonical). The framework has no
/// Ed25519 of its own. Nothing here is secret, so running times that depend on the values tell nobody anything; that is why there is no signing.
/// </summary>
internal static class Ed25519Verification
{
    public const int SignatureBytes = 64;
    public const int PublicKeyBytes = 32;

    // The order of the base point, 2^252 + 27742317777372353535851937790883648493.
    private static readonly BigInteger Order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether the signature is one over the content by the holder of the key.</summary>
    /// <param name="publicKey">The key, 32 bytes.</param>
    /// <param name="point">The same as a point.</param>
    /// <param name="content">What was signed.</param>
    /// <param name="signature">The signature; of any length.</param>
    public static bool Verify(ReadOnlySpan<byte> publicKey, EdwardsPoint point, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureBytes || new BigInteger(signature[32..], isUnsigned: true) >= Order)
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(signature[..32]);
        hash.AppendData(publicKey);
        hash.AppendData(content);
        Span<byte> digest = stackalloc byte[SHA512.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        Span<byte> k = stackalloc byte[32];
        k.Clear();
        (new BigInteger(digest, isUnsigned: true) % Order).TryWriteBytes(k, out _, isUnsigned: true);

        // s·B = R + k·A, so R is s·B − k·A. Comparing the bytes refuses every other way to write R.
        return signature[..32].SequenceEqual(EdwardsPoint.Combine(signature[32..], EdwardsPoint.Generator, k, -point).ToBytes());
    }
}
