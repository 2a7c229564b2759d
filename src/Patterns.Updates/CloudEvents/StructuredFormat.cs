using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Patterns.Updates.CloudEvents;

/// <summary>The JSON format. Source: CloudEvents 1.0.2, JSON event format, sections 2 and 3.</summary>
internal static class StructuredFormat
{
    private const string Expected = "a CloudEvent 1.0 in JSON";

    public static byte[] Write(Update update, string source)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArrayBufferWriter<byte> buffer = new(update.Payload.Length + 512);
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("specversion"u8, CloudEvent.SpecVersion);
            writer.WriteString("id"u8, update.Id);
            writer.WriteString("source"u8, source);
            writer.WriteString("type"u8, update.Type ?? CloudEvent.DefaultType);
            writer.WriteString("time"u8, CloudEventTime.Format(update.Time));
            if (update.Key is { } key)
            {
                writer.WriteString("subject"u8, key);
            }

            writer.WriteString("sequence"u8, update.Offset.ToString());
            writer.WriteString("datacontenttype"u8, update.ContentType);
            WriteData(writer, update);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static NewUpdate Read(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "specversion") != CloudEvent.SpecVersion
                || string.IsNullOrEmpty(Text(root, "id")) || string.IsNullOrEmpty(Text(root, "source")) || string.IsNullOrEmpty(Text(root, "type")))
            {
                throw new PayloadFormatException("structured event", $"{Expected}: specversion 1.0, id, source and type are required", null);
            }

            return new NewUpdate(Data(root))
            {
                Type = Text(root, "type"),
                Key = Text(root, "subject"),
                Time = Text(root, "time") is { } time ? CloudEventTime.Parse(time) : null,
                ContentType = Text(root, "datacontenttype") ?? FeedConfiguration.DefaultContentType,
            };
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new PayloadFormatException("structured event", Expected, exception);
        }
    }

    private static void WriteData(Utf8JsonWriter writer, Update update)
    {
        if (update.Payload.IsEmpty)
        {
            return;
        }

        if (!IsJson(update.ContentType))
        {
            writer.WriteBase64String("data_base64"u8, update.Payload.Span);
            return;
        }

        writer.WritePropertyName("data"u8);
        try
        {
            writer.WriteRawValue(update.Payload.Span);
        }
        catch (JsonException exception)
        {
            throw new PayloadFormatException(update.Id, "JSON", exception);
        }
    }

    private static byte[] Data(JsonElement root)
    {
        if (root.TryGetProperty("data_base64", out var base64))
        {
            return base64.GetBytesFromBase64();
        }

        if (!root.TryGetProperty("data", out var data))
        {
            return [];
        }

        // A text is its characters unless the content is JSON, where it is a JSON text.
        return data.ValueKind == JsonValueKind.String && !IsJson(Text(root, "datacontenttype") ?? FeedConfiguration.DefaultContentType)
            ? System.Text.Encoding.UTF8.GetBytes(data.GetString()!)
            : System.Text.Encoding.UTF8.GetBytes(data.GetRawText());
    }

    private static bool IsJson(string contentType)
        => MediaType.Essence(contentType) is var essence && (essence == FeedConfiguration.DefaultContentType || essence.EndsWith("+json", StringComparison.Ordinal));

    private static string? Text(JsonElement root, string name)
        => root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;
}

/// <summary>Times of CloudEvents. Source: RFC 3339.</summary>
internal static class CloudEventTime
{
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
