using System.Buffers;

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
        var source = $"{options.FeedsUrl}/{FeedName.ToPath(update.Feed)}";
        var isThin = update.Payload.Length > options.MaxPayloadBytes;
        ArrayBufferWriter<byte> buffer = new((isThin ? 0 : update.Payload.Length) + 512);
        CloudEvent.Write(buffer, update, source, isThin ? $"{source}?offset={after}&limit=1" : null);
        return buffer.WrittenMemory;
    }
}
