using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>The id of an update as a webhook's: the same for every endpoint, attempt and replay, and safe where ids go.</summary>
internal static class WebhookId
{
    private const int MaxLength = 255;

    /// <summary>The update's own id with what a webhook's must not have (full stops, blanks, other than ASCII) written as %XX; hashed when it is too long.</summary>
    public static string Of(Update update)
    {
        var id = update.Id;
        if (id.Length <= MaxLength && id.All(IsPlain))
        {
            return id;
        }

        var encoded = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(id))
        {
            _ = IsPlain((char)value) ? encoded.Append((char)value) : encoded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return encoded.Length <= MaxLength
            ? encoded.ToString()
            : $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(update.Feed)))}:{update.Offset}";
    }

    private static bool IsPlain(char value) => value is > ' ' and < '\u007f' and not '.' and not '%';
}
