using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Patterns.Updates.AspNetCore.Writing;

/// <summary>What the headers of a PUT or a POST say. Values that the protocol does not allow are reported, never guessed at.</summary>
internal static class WriteHeaders
{
    // RFC 3339 always has a zone, which the format "K" would let slip.
    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    /// <summary>Whether the feed is to be closed. Only <c>true</c> counts, whatever its case (Durable Streams 1.0, section 4.1).</summary>
    public static bool Closes(IHeaderDictionary headers)
        => headers[StreamHeaders.Closed] is [{ } text] && text.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the three headers of a producer, which come together or not at all (section 5.2.1).</summary>
    public static string? Producer(IHeaderDictionary headers, out ProducerPosition? producer)
    {
        producer = null;
        var present = new[] { StreamHeaders.ProducerId, StreamHeaders.ProducerEpoch, StreamHeaders.ProducerSeq }.Count(headers.ContainsKey);
        if (present == 0)
        {
            return null;
        }

        if (present < 3)
        {
            return "Producer-Id, Producer-Epoch and Producer-Seq come together, but some are missing.";
        }

        if (headers[StreamHeaders.ProducerId] is not [{ Length: > 0 and <= NewUpdate.MaxTextLength } id])
        {
            return $"Producer-Id is not one text of 1 to {NewUpdate.MaxTextLength} characters.";
        }

        if (Count(headers, StreamHeaders.ProducerEpoch) is not { } epoch || Count(headers, StreamHeaders.ProducerSeq) is not { } sequence)
        {
            return $"Producer-Epoch and Producer-Seq are whole numbers from 0 to {ProducerPosition.MaxNumber}, but one of them is not.";
        }

        producer = new ProducerPosition(id, epoch, sequence);
        return null;
    }

    /// <summary>Reads <c>Stream-Seq</c>; one sequence per feed is enforced.</summary>
    public static string? WriterSequence(IHeaderDictionary headers, out string? sequence)
    {
        sequence = null;
        if (!headers.TryGetValue(StreamHeaders.Seq, out var values))
        {
            return null;
        }

        if (values is not [{ Length: > 0 and <= NewUpdate.MaxTextLength } text])
        {
            return $"Stream-Seq is not one text of 1 to {NewUpdate.MaxTextLength} characters.";
        }

        sequence = text;
        return null;
    }

    /// <summary>Reads how a feed is to be created. A path in <c>Stream-Forked-From</c> is turned into the name of a feed by <paramref name="feedOf"/>.</summary>
    public static string? Configuration(IHeaderDictionary headers, string? contentType, Func<string, string?> feedOf, out FeedConfiguration configuration)
    {
        configuration = FeedConfiguration.Default;
        if (contentType?.Length > NewUpdate.MaxTextLength)
        {
            return $"Content-Type has at most {NewUpdate.MaxTextLength} characters, but has {contentType.Length}.";
        }

        if (Lifetime(headers, out var timeToLive, out var expiresAt) is { } badLifetime)
        {
            return badLifetime;
        }

        if (Fork(headers, feedOf, out var fork) is { } badFork)
        {
            return badFork;
        }

        configuration = new FeedConfiguration
        {
            ContentType = contentType ?? (fork is null ? StreamHeaders.DefaultContentType : null),
            TimeToLive = timeToLive,
            ExpiresAt = expiresAt,
            Fork = fork,
        };
        return null;
    }

    private static string? Lifetime(IHeaderDictionary headers, out TimeSpan? timeToLive, out DateTimeOffset? expiresAt)
    {
        timeToLive = null;
        expiresAt = null;
        var hasTimeToLive = headers.ContainsKey(StreamHeaders.Ttl);
        var hasExpiry = headers.ContainsKey(StreamHeaders.ExpiresAt);
        if (hasTimeToLive && hasExpiry)
        {
            return "A feed has Stream-TTL or Stream-Expires-At, but the request has both.";
        }

        if (hasTimeToLive)
        {
            if (Count(headers, StreamHeaders.Ttl) is not (>= 0 and <= int.MaxValue) || headers[StreamHeaders.Ttl] is [{ Length: > 1 } text] && text[0] == '0')
            {
                return $"Stream-TTL is not a whole number of seconds from 0 to {int.MaxValue} without leading zeros.";
            }

            timeToLive = TimeSpan.FromSeconds(Count(headers, StreamHeaders.Ttl)!.Value);
        }

        if (hasExpiry)
        {
            expiresAt = Instant(headers[StreamHeaders.ExpiresAt]);
            return expiresAt is null ? "Stream-Expires-At is not a moment in the form of RFC 3339, such as 2030-01-31T12:00:00Z." : null;
        }

        return null;
    }

    private static string? Fork(IHeaderDictionary headers, Func<string, string?> feedOf, out ForkPoint? fork)
    {
        fork = null;
        if (!headers.TryGetValue(StreamHeaders.ForkedFrom, out var source))
        {
            return headers.ContainsKey(StreamHeaders.ForkOffset) || headers.ContainsKey(StreamHeaders.ForkSubOffset)
                ? "Stream-Fork-Offset and Stream-Fork-Sub-Offset say where a fork leaves its source, but Stream-Forked-From does not name one."
                : null;
        }

        if (source is not [{ } path] || feedOf(path) is not { } name)
        {
            return "Stream-Forked-From is not the path of a feed of this server, such as /feeds/orders.";
        }

        UpdateOffset? offset = null;
        if (headers.TryGetValue(StreamHeaders.ForkOffset, out var offsets))
        {
            if (offsets is not [{ } text] || !UpdateOffset.TryParse(text, out var parsed))
            {
                return "Stream-Fork-Offset is not an offset of a feed. Send one that the server gave in Stream-Next-Offset.";
            }

            offset = parsed.IsNow ? null : parsed;
        }

        var subOffset = headers.ContainsKey(StreamHeaders.ForkSubOffset) ? Count(headers, StreamHeaders.ForkSubOffset) : 0;
        if (subOffset is null || (subOffset > 0 && offset is null))
        {
            return $"Stream-Fork-Sub-Offset is a whole number from 0 to {ProducerPosition.MaxNumber} beside a Stream-Fork-Offset.";
        }

        fork = new ForkPoint(name, offset, subOffset.Value);
        return null;
    }

    private static DateTimeOffset? Instant(string? text)
        => DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.ToUniversalTime() : null;

    private static long? Count(IHeaderDictionary headers, string name)
        => headers[name] is [{ Length: > 0 and <= 16 } text]
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= ProducerPosition.MaxNumber ? number : null;
}
