using System.Buffers;

namespace Patterns.Updates;

/// <summary>
/// An update as CloudEvents 1.0 has it: the id is that of the update, the source is a URI of its feed, the subject is its key, and the extension
/// <c>sequence</c> is its offset. Structured mode is one JSON document, binary mode is headers beside the payload as it is.
/// Source: CloudEvents 1.0.2, its JSON format and its HTTP binding.
/// </summary>
public static class CloudEvent
{
    /// <summary>Media type of structured mode.</summary>
    public const string StructuredContentType = "application/cloudevents+json";

    /// <summary>What every header of binary mode begins with.</summary>
    public const string HeaderPrefix = "ce-";

    internal const string SpecVersion = "1.0";

    // The attribute is required; a feed that does not tell kinds apart has one kind.
    internal const string DefaultType = "update";

    /// <summary>
    /// Structured mode: writes the update as one JSON document in UTF-8. A payload of JSON is embedded as it is, a text (<c>text/*</c> in UTF-8) as text,
    /// and all else, also what is said to be JSON and is not, as base64. An empty payload is left out.
    /// </summary>
    /// <param name="output">Where to write.</param>
    /// <param name="update">The update.</param>
    /// <param name="source">A URI reference of the feed, such as <c>/feeds/orders</c>.</param>
    /// <param name="dataReference">A link to write in place of the payload, as the extension <c>dataref</c>; null to write the payload.</param>
    /// <exception cref="ArgumentException">The source is empty.</exception>
    public static void Write(IBufferWriter<byte> output, Update update, string source, string? dataReference = null)
        => CloudEvents.StructuredFormat.Write(output, update, source, dataReference);

    /// <summary>Structured mode: the document that <see cref="Write"/> writes.</summary>
    /// <param name="update">The update.</param>
    /// <param name="source">A URI reference of the feed, such as <c>/feeds/orders</c>.</param>
    /// <exception cref="ArgumentException">The source is empty.</exception>
    public static byte[] ToStructured(Update update, string source)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArrayBufferWriter<byte> buffer = new(update.Payload.Length + 512);
        Write(buffer, update, source);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Binary mode: the headers, percent-encoded where HTTP demands it. The content type and the payload are those of the update.</summary>
    /// <param name="update">The update.</param>
    /// <param name="source">A URI reference of the feed, such as <c>/feeds/orders</c>.</param>
    /// <exception cref="ArgumentException">The source is empty.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> ToBinaryHeaders(Update update, string source) => CloudEvents.BinaryFormat.Write(update, source);

    /// <summary>Reads structured mode. The id and the source of the event are the sender's: the feed gives the update its own.</summary>
    /// <param name="document">The JSON document in UTF-8; the payload may share its bytes.</param>
    /// <exception cref="PayloadFormatException">The document is not a CloudEvent of version 1.0.</exception>
    public static NewUpdate FromStructured(ReadOnlyMemory<byte> document) => CloudEvents.StructuredFormat.Read(document);

    /// <summary>Reads binary mode.</summary>
    /// <param name="headers">The headers of a request; those that do not begin with <c>ce-</c> are passed over.</param>
    /// <param name="contentType">Content type of the request, or null.</param>
    /// <param name="payload">Body of the request.</param>
    /// <exception cref="PayloadFormatException">The headers are not those of a CloudEvent of version 1.0.</exception>
    public static NewUpdate FromBinary(IEnumerable<KeyValuePair<string, string>> headers, string? contentType, ReadOnlyMemory<byte> payload)
        => CloudEvents.BinaryFormat.Read(headers, contentType, payload);
}
