using System.Text;

namespace Patterns.Updates.Following.Reading;

/// <summary>
/// The URL of a read. Parameters are in the order of their names, so that shared caches see equal requests as equal. Source: Durable Streams 1.0,
/// sections 5.6 to 5.8 and 10.1.
/// </summary>
internal static class FeedRequestUrl
{
    /// <summary>Builds the URL.</summary>
    /// <param name="feed">URL of the feed; its own query is kept in front.</param>
    /// <param name="pattern">How to ask.</param>
    /// <param name="from">The cursor.</param>
    /// <param name="streamCursor">What the last answer said for shared caches; null for nothing.</param>
    /// <param name="options">What to ask for.</param>
    public static Uri Build(Uri feed, FeedPattern pattern, FeedCursor from, string? streamCursor, FeedClientOptions options)
    {
        var query = new StringBuilder(feed.Query.TrimStart('?'));
        Append(query, "cursor", pattern == FeedPattern.LongPoll ? streamCursor : null);
        Append(query, "envelope", options.Content == FeedContent.Json ? "cloudevents" : null);
        Append(query, "live", pattern switch { FeedPattern.ServerSentEvents => "sse", FeedPattern.LongPoll => "long-poll", _ => null });
        Append(query, "offset", from.Offset);
        Append(query, "types", options.Types is { Count: > 0 } types ? string.Join(',', types.Order(StringComparer.Ordinal)) : null);
        return new UriBuilder(feed) { Query = query.ToString() }.Uri;
    }

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Append(query.Length > 0 ? "&" : "").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
