using System.Buffers;
using System.Text.Json;
using Patterns.Updates.CloudEvents;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>
/// What is sent: an event of CloudEvents 1.0 in the structured mode of JSON, so that the signature covers type, key and time too. A payload that is too
/// large is left out and linked to (the extension <c>dataref</c>).
/// </summary>
internal static class WebhookBody
{
    public const string ContentType = CloudEvent.StructuredContentType + "; charset=utf-8";

    /// <summary>Writes the event.</summary>
    /// <param name="update">The update.</param>
    /// <param name="after">The cursor before it, for a link.</param>
    /// <param name="options">Where the feeds are, and how large a payload may be.</param>
    public static ReadOnlyMemory<byte> Write(Update update, UpdateOffset after, WebhookSenderOptions options)
    {
        var source = $"{options.FeedsUrl}/{EscapeName(update.Feed)}";
        return update.Payload.Length <= options.MaxPayloadBytes ? CloudEvent.ToStructured(update, source) : WriteThin(update, source, $"{source}?offset={after}&limit=1");
    }

    private static ReadOnlyMemory<byte> WriteThin(Update update, string source, string link)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("specversion"u8, CloudEvent.SpecVersion);
            writer.WriteString("id"u8, update.Id);
            writer.WriteString("source"u8, source);
            writer.WriteString("type"u8, update.Type ?? CloudEvent.DefaultType);
            writer.WriteString("time"u8, CloudEventTime.Format(update.Time));
            if (update.Key is not null)
            {
                writer.WriteString("subject"u8, update.Key);
            }

            writer.WriteString("sequence"u8, update.Offset.ToString());
            writer.WriteString("datacontenttype"u8, update.ContentType);
            writer.WriteString("dataref"u8, link);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static string EscapeName(string feed) => string.Join('/', feed.Split('/').Select(Uri.EscapeDataString));
}
