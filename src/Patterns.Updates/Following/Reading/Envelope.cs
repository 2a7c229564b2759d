using System.Text.Json;
using Patterns.Updates.CloudEvents;

namespace Patterns.Updates.Following.Reading;

/// <summary>An update in the event that our servers make of it when <c>envelope=cloudevents</c> is asked for.</summary>
internal static class Envelope
{
    /// <summary>The update; null when the message is not an envelope, but a payload.</summary>
    /// <exception cref="JsonException">The message is not JSON.</exception>
    public static ReceivedUpdate? TryRead(ReadOnlyMemory<byte> message)
    {
        if (StructuredEvent.TryRead(message) is not { IsVersion1: true, Id: { } id, Sequence: { } offset } read
            || !IsOurs(id, offset) || !FeedCursor.TryParse(offset, out FeedCursor cursor))
        {
            return null;
        }

        return new ReceivedUpdate(read.Data, cursor)
        {
            Id = id,
            Type = read.Type == CloudEvent.DefaultType ? null : read.Type,
            Key = read.Subject,
            Time = read.Time is { } text && CloudEventTime.TryParse(text, out DateTimeOffset time) ? time : null,
            ContentType = read.DataContentType,
        };
    }

    // A payload of another server may be an event with a sequence of its own. Only in ours is the sequence the end of the id.
    private static bool IsOurs(string id, string offset)
        => id.Length > offset.Length && id.EndsWith(offset, StringComparison.Ordinal) && id[^(offset.Length + 1)] == ':';
}
