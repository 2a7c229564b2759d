using System.Text.Json;

namespace Patterns.Updates.Following.Reading;

/// <summary>
/// A CloudEvent with the extension attribute <c>offset</c>, as our servers write updates when <c>envelope=cloudevents</c> is asked for. Source:
/// CloudEvents 1.0, JSON format.
/// </summary>
internal static class Envelope
{
    private const string TypeOfNone = "update";

    /// <summary>The update; null when the message is not an envelope, but a payload.</summary>
    /// <exception cref="JsonException">The message is not JSON.</exception>
    public static ReceivedUpdate? TryRead(ReadOnlyMemory<byte> message)
    {
        var reader = new Utf8JsonReader(message.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        string? version = null, id = null, type = null, key = null, contentType = null, offset = null, time = null;
        ReadOnlyMemory<byte> data = default;
        byte[]? text = null;
        byte[]? binary = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                text = reader.TokenType == JsonTokenType.String ? Unescaped(ref reader) : null;
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                data = message[start..(int)reader.BytesConsumed];
            }
            else if (reader.ValueTextEquals("data_base64"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.String || !reader.TryGetBytesFromBase64(out binary))
                {
                    return null;
                }
            }
            else if (reader.ValueTextEquals("specversion"u8))
            {
                version = NextText(ref reader);
            }
            else if (reader.ValueTextEquals("offset"u8))
            {
                offset = NextText(ref reader);
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                id = NextText(ref reader);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                type = NextText(ref reader);
            }
            else if (reader.ValueTextEquals("subject"u8))
            {
                key = NextText(ref reader);
            }
            else if (reader.ValueTextEquals("time"u8))
            {
                time = NextText(ref reader);
            }
            else if (reader.ValueTextEquals("datacontenttype"u8))
            {
                contentType = NextText(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (version is null || id is null || !FeedCursor.TryParse(offset, out FeedCursor cursor))
        {
            return null;
        }

        bool isJson = contentType is null || MediaType.Essence(contentType) is var essence && (essence == "application/json" || essence.EndsWith("+json", StringComparison.Ordinal));
        return new ReceivedUpdate(binary ?? (isJson ? data : text ?? data), cursor)
        {
            Id = id,
            Type = type == TypeOfNone ? null : type,
            Key = key,
            Time = DateTimeOffset.TryParse(time, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment : null,
            ContentType = contentType,
        };
    }

    private static string? NextText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    private static byte[] Unescaped(ref Utf8JsonReader reader)
    {
        var buffer = new byte[reader.ValueSpan.Length];
        return buffer[..reader.CopyString(buffer)];
    }
}
