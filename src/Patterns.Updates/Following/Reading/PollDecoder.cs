using System.Net.Http.Headers;

namespace Patterns.Updates.Following.Reading;

/// <summary>Makes updates of an answer to a poll or long poll. Pure. Source: Durable Streams 1.0, sections 5.6 and 5.7.</summary>
internal static class PollDecoder
{
    private const string CloudEventsBatch = "application/cloudevents-batch+json";

    /// <summary>Reads the answer.</summary>
    /// <param name="headers">Its headers.</param>
    /// <param name="body">Its body; null when it has none (204).</param>
    /// <param name="contentType">Media type of the body.</param>
    /// <param name="from">The cursor that was asked from.</param>
    /// <param name="content">What the messages are.</param>
    /// <exception cref="MessageFormatException">The answer is not of the protocol.</exception>
    public static FeedBatch Decode(HttpResponseHeaders headers, ReadOnlyMemory<byte>? body, string? contentType, FeedCursor from, FeedContent content)
    {
        if (Header(headers, "Stream-Next-Offset") is not { Length: > 0 } next || !FeedCursor.TryParse(next, out _))
        {
            throw new MessageFormatException("the answer has no header Stream-Next-Offset, so it is not that of a feed or of a server of the Durable Streams protocol.");
        }

        var batch = new FeedBatch([], new FeedCursor(next, from.Skip))
        {
            IsUpToDate = IsTrue(headers, "Stream-Up-To-Date"),
            IsClosed = IsTrue(headers, "Stream-Closed"),
            StreamCursor = Header(headers, "Stream-Cursor"),
        };
        return body is not { IsEmpty: false } bytes ? batch
            : content == FeedContent.Bytes ? batch with { Updates = [new ReceivedUpdate(bytes, batch.Position) { ContentType = contentType }] }
            : Messages(batch, bytes, contentType, from);
    }

    private static FeedBatch Messages(FeedBatch batch, ReadOnlyMemory<byte> body, string? contentType, FeedCursor from)
    {
        string essence = MediaType.Essence(contentType ?? "");
        if (essence is not (CloudEventsBatch or "application/json"))
        {
            throw new MessageFormatException($"its Content-Type is '{contentType}', but that of messages in JSON is 'application/json'. For other content set Content to Bytes.");
        }

        ParsedMessages parsed = MessageParser.Parse(body, from.Offset, from.Skip);
        var position = new FeedCursor(batch.Position.Offset, Math.Max(0, from.Skip - parsed.Count));
        if (parsed.Updates.Count > 0)
        {
            // The place behind the last message has an offset of its own, which outlives the one before the answer.
            parsed.Updates[^1] = parsed.Updates[^1] with { Cursor = position };
        }

        return batch with { Updates = parsed.Updates, Position = position, Duplicates = parsed.Duplicates };
    }

    private static bool IsTrue(HttpResponseHeaders headers, string name) => string.Equals(Header(headers, name), "true", StringComparison.OrdinalIgnoreCase);

    private static string? Header(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
