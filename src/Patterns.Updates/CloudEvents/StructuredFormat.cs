using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Patterns.Updates.CloudEvents;

/// <summary>The JSON format. Source: CloudEvents 1.0.2, JSON event format, sections 2 and 3.</summary>
internal static class StructuredFormat
{
    private const string Expected = "a CloudEvent 1.0 in JSON";

    // Readers of JSON go 64 deep, and an event in a batch is two of them.
    private const int MaxDepth = 60;

    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true };

    public static void Write(IBufferWriter<byte> output, Update update, string source, string? dataReference)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(update);
        ArgumentException.ThrowIfNullOrEmpty(source);
        using Utf8JsonWriter json = new(output, Unchecked);
        json.WriteStartObject();
        json.WriteString("specversion"u8, CloudEvent.SpecVersion);

        // The id is the name of the feed and the offset (Update.Id), here without a text of its own.
        var start = update.Feed.Length + 1;
        var id = start <= FeedName.MaxLength ? stackalloc char[start + UpdateOffset.TextLength] : new char[start + UpdateOffset.TextLength];
        update.Feed.CopyTo(id);
        id[start - 1] = ':';
        update.Offset.TryFormat(id[start..], out var length);
        var offset = id.Slice(start, length);
        json.WriteString("id"u8, id[..(start + length)]);
        json.WriteString("source"u8, source);
        json.WriteString("type"u8, update.Type ?? CloudEvent.DefaultType);
        json.WriteString("time"u8, update.Time.UtcDateTime);
        if (update.Key is { } key)
        {
            json.WriteString("subject"u8, key);
        }

        json.WriteString("sequence"u8, offset);
        json.WriteString("datacontenttype"u8, update.ContentType);
        if (dataReference is not null)
        {
            json.WriteString("dataref"u8, dataReference);
        }
        else if (!update.Payload.IsEmpty)
        {
            WriteData(json, update.Payload.Span, update.ContentType);
        }

        json.WriteEndObject();
    }

    public static NewUpdate Read(ReadOnlyMemory<byte> document)
    {
        try
        {
            if (StructuredEvent.TryRead(document) is not { IsComplete: true } read)
            {
                throw new PayloadFormatException("structured event", $"{Expected}: specversion 1.0, id, source and type are required, and attributes are texts", null);
            }

            return new NewUpdate(read.Data)
            {
                Type = read.Type,
                Key = read.Subject,
                Time = read.Time is null ? null : CloudEventTime.TryParse(read.Time, out var time) ? time : throw new FormatException($"'{read.Time}' is not a time of RFC 3339."),
                ContentType = read.DataContentType ?? FeedConfiguration.DefaultContentType,
            };
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            throw new PayloadFormatException("structured event", Expected, exception);
        }
    }

    private static void WriteData(Utf8JsonWriter json, ReadOnlySpan<byte> payload, string contentType)
    {
        var isText = Utf8.IsValid(payload);
        if (isText && MediaType.IsJson(contentType) && IsJson(payload))
        {
            json.WritePropertyName("data"u8);
            json.WriteRawValue(payload, skipInputValidation: true);
        }
        else if (isText && contentType.StartsWith("text/", StringComparison.OrdinalIgnoreCase))
        {
            json.WriteString("data"u8, payload);
        }
        else
        {
            json.WriteBase64String("data_base64"u8, payload);
        }
    }

    // What says that it is JSON and is not must not break the document that it is a part of.
    private static bool IsJson(ReadOnlySpan<byte> payload)
    {
        try
        {
            Utf8JsonReader reader = new(payload, new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
