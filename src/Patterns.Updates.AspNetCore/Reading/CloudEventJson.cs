using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Patterns.Updates.AspNetCore.Reading;

/// <summary>
/// One update as a CloudEvent in JSON (CloudEvents 1.0, JSON format). The extension attribute <c>offset</c> is the cursor behind the update.
/// </summary>
internal static class CloudEventJson
{
    /// <summary>The type of an update that has none: a CloudEvent must have one.</summary>
    public const string TypeOfNone = "update";

    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true };

    /// <summary>The event as UTF-8.</summary>
    public static ReadOnlySpan<byte> Of(Update update)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + update.Payload.Length);
        Write(buffer, update);
        return buffer.WrittenSpan;
    }

    /// <summary>Writes the event.</summary>
    public static void Write(IBufferWriter<byte> output, Update update)
    {
        using var json = new Utf8JsonWriter(output, Unchecked);
        json.WriteStartObject();
        json.WriteString("specversion"u8, "1.0"u8);
        json.WriteString("id"u8, update.Id);
        json.WriteString("source"u8, update.Feed);
        json.WriteString("type"u8, update.Type ?? TypeOfNone);
        if (update.Key is { } key)
        {
            json.WriteString("subject"u8, key);
        }

        json.WriteString("time"u8, update.Time.UtcDateTime);
        json.WriteString("datacontenttype"u8, update.ContentType);
        json.WriteString("offset"u8, update.Offset.ToString());
        if (MediaType.Essence(update.ContentType) == FeedConfiguration.DefaultContentType)
        {
            json.WritePropertyName("data"u8);
            json.WriteRawValue(update.Payload.Span, skipInputValidation: true);
        }
        else if (update.ContentType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && Utf8.IsValid(update.Payload.Span))
        {
            json.WriteString("data"u8, update.Payload.Span);
        }
        else
        {
            json.WriteBase64String("data_base64"u8, update.Payload.Span);
        }

        json.WriteEndObject();
    }
}
