using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Patterns.Updates.CloudEvents;

/// <summary>An event of the JSON format as it was sent, whoever sent it. Source: CloudEvents 1.0.2, JSON event format, sections 2 and 3.</summary>
internal readonly record struct StructuredEvent
{
    /// <summary>Whether the attributes are there that every event has: <c>specversion</c> 1.0, <c>id</c>, <c>source</c> and <c>type</c>.</summary>
    [MemberNotNullWhen(true, nameof(Id), nameof(Type))]
    public bool IsComplete => IsVersion1 && HasSource && !string.IsNullOrEmpty(Id) && !string.IsNullOrEmpty(Type);

    public bool IsVersion1 { get; private init; }

    public bool HasSource { get; private init; }

    public string? Id { get; private init; }

    public string? Type { get; private init; }

    public string? Subject { get; private init; }

    public string? Time { get; private init; }

    public string? DataContentType { get; private init; }

    /// <summary>The extension <c>sequence</c>: the offset, from our senders.</summary>
    public string? Sequence { get; private init; }

    /// <summary>The extension <c>dataref</c>: where the data is that was left out.</summary>
    public string? DataReference { get; private init; }

    /// <summary>The payload; where that is possible, a part of the document.</summary>
    public ReadOnlyMemory<byte> Data { get; private init; }

    /// <summary>Reads a document.</summary>
    /// <returns>Null when it is JSON and no event: no object, or an attribute is not a text.</returns>
    /// <exception cref="JsonException">The document is not JSON.</exception>
    public static StructuredEvent? TryRead(ReadOnlyMemory<byte> document)
    {
        try
        {
            return Read(document);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A text in it is not valid Unicode.", exception);
        }
    }

    private static StructuredEvent? Read(ReadOnlyMemory<byte> document)
    {
        var reader = new Utf8JsonReader(document.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        var found = new StructuredEvent();
        var isEvent = true;
        Range data = default;
        byte[]? binary = null;
        while (isEvent && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                data = start..(int)reader.BytesConsumed;
            }
            else if (reader.ValueTextEquals("data_base64"u8))
            {
                reader.Read();
                isEvent = reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out binary);
            }
            else if (Attribute(ref reader, "specversion"u8, out var version, ref isEvent))
            {
                found = found with { IsVersion1 = version == CloudEvent.SpecVersion };
            }
            else if (Attribute(ref reader, "id"u8, out var id, ref isEvent))
            {
                found = found with { Id = id };
            }
            else if (Attribute(ref reader, "source"u8, out var source, ref isEvent))
            {
                found = found with { HasSource = !string.IsNullOrEmpty(source) };
            }
            else if (Attribute(ref reader, "type"u8, out var type, ref isEvent))
            {
                found = found with { Type = type };
            }
            else if (Attribute(ref reader, "subject"u8, out var subject, ref isEvent))
            {
                found = found with { Subject = subject };
            }
            else if (Attribute(ref reader, "time"u8, out var time, ref isEvent))
            {
                found = found with { Time = time };
            }
            else if (Attribute(ref reader, "datacontenttype"u8, out var contentType, ref isEvent))
            {
                found = found with { DataContentType = contentType };
            }
            else if (Attribute(ref reader, "sequence"u8, out var sequence, ref isEvent))
            {
                found = found with { Sequence = sequence };
            }
            else if (Attribute(ref reader, "dataref"u8, out var reference, ref isEvent))
            {
                found = found with { DataReference = reference };
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        // What is behind the object is no part of an event; a look there finds it.
        while (reader.Read())
        {
        }

        return isEvent ? found with { Data = binary ?? Content(document[data], found.DataContentType) } : null;
    }

    private static bool Attribute(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, out string? text, ref bool isEvent)
    {
        text = null;
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        // "null" is an attribute that is not there (section 2.2).
        reader.Read();
        isEvent = reader.TokenType is JsonTokenType.String or JsonTokenType.Null;
        text = isEvent ? reader.GetString() : null;
        return true;
    }

    // A text is its characters unless the content is JSON, where it is a JSON text.
    private static ReadOnlyMemory<byte> Content(ReadOnlyMemory<byte> data, string? contentType)
    {
        var reader = new Utf8JsonReader(data.Span);
        if (data.IsEmpty || MediaType.IsJson(contentType ?? FeedConfiguration.DefaultContentType) || !reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return data;
        }

        var text = new byte[reader.ValueSpan.Length];
        return text.AsMemory(0, reader.CopyString(text));
    }
}
