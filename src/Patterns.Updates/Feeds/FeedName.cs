using System.Buffers;

namespace Patterns.Updates;

/// <summary>
/// The rules for names of feeds: 1 to 512 characters, <c>/</c>-separated, case-sensitive, no part empty, <c>.</c> or <c>..</c>, no control character,
/// no backslash, no lone surrogate. So every name can be the end of a URL.
/// </summary>
public static class FeedName
{
    /// <summary>The longest name, in UTF-16 characters.</summary>
    public const int MaxLength = 512;

    // What is not encoded in a path (RFC 3986, section 2.3), and the slash.
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/");

    /// <summary>Says what is wrong with a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>What is wrong, or null when the name is allowed.</returns>
    public static string? WhyNot(string? name)
        => string.IsNullOrEmpty(name) || name.Length > MaxLength ? $"The name of a feed has 1 to {MaxLength} characters, but has {name?.Length ?? 0}."
            : name.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0 || name.AsSpan().IndexOfAny('\\', '\u007f') >= 0
                ? "The name of a feed has no backslash and no control characters."
            : Array.Exists(name.Split('/'), static part => part is "" or "." or "..") ? $"The name of a feed has no part that is empty, '.' or '..', but is '{name}'."
            : HasLoneSurrogate(name) ? "The name of a feed is valid Unicode; this one has half of a surrogate pair."
            : null;

    /// <summary>Refuses a name that is not allowed.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public static void ThrowIfInvalid(string? name)
    {
        if (WhyNot(name) is { } whyNot)
        {
            throw new ArgumentException(whyNot, nameof(name));
        }
    }

    /// <summary>The name as the end of a URL's path: its parts percent-encoded, with the slashes between them.</summary>
    /// <param name="name">A name that is allowed.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public static string ToPath(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.AsSpan().ContainsAnyExcept(Plain) ? string.Join('/', name.Split('/').Select(Uri.EscapeDataString)) : name;
    }

    private static bool HasLoneSurrogate(string name)
    {
        for (var index = 0; index < name.Length; index++)
        {
            if (!char.IsSurrogate(name[index]))
            {
                continue;
            }

            if (index + 1 == name.Length || !char.IsSurrogatePair(name[index], name[index + 1]))
            {
                return true;
            }

            index++;
        }

        return false;
    }
}
