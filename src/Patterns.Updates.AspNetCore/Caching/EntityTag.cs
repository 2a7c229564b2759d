using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Patterns.Updates.AspNetCore.Caching;

/// <summary>
/// Entity tags of chunks: the range of the feed, whether the reader was at the tail, and whether the feed was closed there, so that a client with a
/// chunk that was partial or open is told when the same range has become the last (Durable Streams 1.0, section 10.1).
/// </summary>
internal static class EntityTag
{
    /// <summary>The tag of the chunk from one offset to another.</summary>
    public static string Of(string from, string next, bool isUpToDate, bool isClosed)
        => $"\"{from}:{next}{(isUpToDate ? ":u" : string.Empty)}{(isClosed ? ":c" : string.Empty)}\"";

    /// <summary>Whether a client that sent these <c>If-None-Match</c> headers has the chunk (RFC 9110, section 13.1.2).</summary>
    public static bool Matches(StringValues ifNoneMatch, string entityTag)
    {
        if (StringValues.IsNullOrEmpty(ifNoneMatch) || !EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags))
        {
            return false;
        }

        foreach (var tag in tags)
        {
            if (tag.Tag == "*" || tag.Tag == entityTag)
            {
                return true;
            }
        }

        return false;
    }
}
