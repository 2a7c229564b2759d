using System.Text.Json;

namespace Patterns.Updates.Following.Reading;

/// <summary>Takes the array of an answer apart: bare payloads, or the events that our servers make of them.</summary>
internal static class MessageParser
{
    /// <summary>
    /// The messages behind the first <paramref name="skip"/>. A bare payload gets the cursor of its place in the array, an envelope its own.
    /// </summary>
    /// <param name="json">The bytes; kept by the updates.</param>
    /// <param name="offset">The offset before the array.</param>
    /// <param name="skip">Messages at its beginning that have been handled.</param>
    /// <param name="first">Messages behind the offset that came before this array.</param>
    /// <exception cref="MessageFormatException">The bytes are not an array in JSON.</exception>
    public static ParsedMessages Parse(ReadOnlyMemory<byte> json, string offset, int skip, int first = 0)
    {
        var updates = new List<ReceivedUpdate>();
        int count = first;
        var duplicates = 0;
        string handled = offset;
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                throw new MessageFormatException($"an array of messages in JSON is expected, found {Shown(json)}.");
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                ReadOnlyMemory<byte> message = json[start..(int)reader.BytesConsumed];
                count++;
                ReceivedUpdate? enveloped = Envelope.TryRead(message);
                if (enveloped is not null && !IsBehind(handled, enveloped.Cursor.Offset))
                {
                    duplicates++;
                }
                else if (count > skip)
                {
                    updates.Add(enveloped ?? new ReceivedUpdate(message, new FeedCursor(offset, count)));
                    handled = enveloped?.Cursor.Offset ?? handled;
                }
            }

            return !reader.Read() ? new ParsedMessages(updates, count, duplicates) : throw new MessageFormatException("something follows the array of messages.");
        }
        catch (JsonException problem)
        {
            throw new MessageFormatException($"messages in JSON are expected, found {Shown(json)}: {problem.Message}", problem);
        }
    }

    // "Clients may compare offsets lexicographically to determine ordering" (section 8). Words and offsets of another make say nothing.
    private static bool IsBehind(string handled, string offset) => offset.Length != handled.Length || string.CompareOrdinal(offset, handled) > 0;

    private static string Shown(ReadOnlyMemory<byte> bytes)
        => $"'{System.Text.Encoding.UTF8.GetString(bytes.Span[..Math.Min(bytes.Length, 60)])}{(bytes.Length > 60 ? "…" : "")}'";
}
