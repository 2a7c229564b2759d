using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Patterns.Updates.Webhooks.Wakes;

/// <summary>The token of one wake: its generation and an HMAC-SHA256 over it and the subscription, so that nothing about tokens is kept.</summary>
internal static class WakeToken
{
    public const int KeyBytes = 32;

    private const int MaxLength = 128;

    public static string CreateKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    public static string Create(string key, string id, long generation)
        => string.Create(CultureInfo.InvariantCulture, $"{generation:x}.{Base64Url.EncodeToString(Sign(key, id, generation))}");

    /// <summary>The generation that a token of this subscription is for; null for any other text.</summary>
    public static long? Read(string key, string id, string token)
    {
        var dot = token.Length <= MaxLength ? token.IndexOf('.', StringComparison.Ordinal) : -1;
        if (dot < 0 || !long.TryParse(token.AsSpan(0, dot), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var generation))
        {
            return null;
        }

        // As texts, so that no second text stands for the same bytes.
        var expected = Encoding.UTF8.GetBytes(Create(key, id, generation));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(token)) ? generation : null;
    }

    private static byte[] Sign(string key, string id, long generation)
        => HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}\n{generation}")));
}
