namespace Patterns.Updates;

/// <summary>Compares media types. Source: RFC 9110, section 8.3.1.</summary>
public static class MediaType
{
    /// <summary>Type and subtype in lower case, without parameters: <c>text/plain</c> of <c>Text/Plain; charset=utf-8</c>.</summary>
    /// <param name="mediaType">A media type.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static string Essence(string mediaType)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        var end = mediaType.IndexOf(';', StringComparison.Ordinal);
#pragma warning disable CA1308 // Lower case is the normal form of media types.
        return (end < 0 ? mediaType : mediaType[..end]).Trim().ToLowerInvariant();
#pragma warning restore CA1308
    }
    /// <summary>Whether what has this media type is JSON: <c>application/json</c>, and any other with the suffix <c>+json</c>. Source: RFC 6839, section 3.1.</summary>
    /// <param name="mediaType">A media type.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static bool IsJson(string mediaType)
        => Essence(mediaType) is var essence && (essence == FeedConfiguration.DefaultContentType || essence.EndsWith("+json", StringComparison.Ordinal));
}
