using System.Security.Cryptography;
using System.Text;

namespace Patterns.Updates.Files;

/// <summary>
/// The name of a feed's folder: what can be recognised of the feed's name, and enough of its hash to tell all feeds apart on every file system,
/// those included that do not tell capitals.
/// </summary>
internal static class FeedFolderName
{
    public const string DeletedSuffix = ".deleted";

    private const int RecognisableLength = 60;
    private const int HashLength = 12;

    public static string Of(string feed)
    {
        var recognisable = string.Concat(feed.Take(RecognisableLength).Select(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) ? character : '-'));
        return $"{recognisable}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(feed)).AsSpan(0, HashLength))}";
    }
}
