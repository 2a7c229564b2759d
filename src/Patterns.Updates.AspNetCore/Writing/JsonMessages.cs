using System.Globalization;
using System.Text.Json;

namespace Patterns.Updates.AspNetCore.Writing;

/// <summary>
/// The messages of a JSON body: the elements of an array, one level deep, or the one value that it is (Durable Streams 1.0, section 9.1.2). Messages
/// are slices of the body, so nothing is rewritten or copied.
/// </summary>
internal static class JsonMessages
{
    /// <summary>How deep a message may nest.</summary>
    public const int MaxDepth = 128;

    /// <summary>Splits a body.</summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="maxMessages">Most messages that are taken.</param>
    /// <param name="messages">The messages in order; empty for an empty array and when there is a fault.</param>
    /// <returns>What is wrong with the body; null when nothing is.</returns>
    public static string? Split(ReadOnlyMemory<byte> body, int maxMessages, out List<ReadOnlyMemory<byte>> messages)
    {
        messages = [];
        try
        {
            var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read())
            {
                return "The body holds no JSON value.";
            }

            if (reader.TokenType != JsonTokenType.StartArray)
            {
                messages.Add(Value(ref reader, body));
                return Rest(ref reader);
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (messages.Count == maxMessages)
                {
                    messages = [];
                    return string.Create(CultureInfo.InvariantCulture, $"The array holds more than {maxMessages} messages, the most that one request may append.");
                }

                messages.Add(Value(ref reader, body));
            }

            return Rest(ref reader);
        }
        catch (JsonException fault)
        {
            messages = [];
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The body is not JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} cannot be read there, or nests deeper than {MaxDepth}.");
        }
    }

    private static ReadOnlyMemory<byte> Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        var from = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[from..(int)reader.BytesConsumed];
    }

    // Reading on past the value is what finds text behind it.
    private static string? Rest(ref Utf8JsonReader reader) => reader.Read() ? "The body holds more than one JSON value." : null;
}
