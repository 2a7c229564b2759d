using System.Buffers.Binary;
using System.Text;

namespace Patterns.Updates.Segments;

/// <summary>
/// One update in a batch: checksum, length of what follows, time, flags, the texts that are there with their lengths, payload. Little-endian. The
/// payload is as it goes over the wire, so readers take it from the batch as it is.
/// </summary>
internal static class RecordFormat
{
    public const int FixedLength = 17;

    private const int TypeFlag = 1;
    private const int KeyFlag = 2;
    private const int ContentTypeFlag = 4;

    /// <summary>Bytes that a record takes.</summary>
    public static int Measure(NewUpdate update, string contentType)
        => FixedLength + Measure(update.Type) + Measure(update.Key) + Measure(Named(update.ContentType, contentType)) + update.Payload.Length;

    /// <summary>Writes a record.</summary>
    /// <returns>Bytes written; the payload is the last of them.</returns>
    public static int Write(Span<byte> destination, NewUpdate update, string contentType, long appendedTicks)
    {
        var named = Named(update.ContentType, contentType);
        BinaryPrimitives.WriteInt64LittleEndian(destination[8..], update.Time?.UtcTicks ?? appendedTicks);
        destination[16] = (byte)((update.Type is null ? 0 : TypeFlag) | (update.Key is null ? 0 : KeyFlag) | (named is null ? 0 : ContentTypeFlag));
        var length = FixedLength;
        length += Write(destination[length..], update.Type);
        length += Write(destination[length..], update.Key);
        length += Write(destination[length..], named);
        update.Payload.Span.CopyTo(destination[length..]);
        length += update.Payload.Length;
        BinaryPrimitives.WriteInt32LittleEndian(destination[4..], length - 8);
        BinaryPrimitives.WriteUInt32LittleEndian(destination, Crc32C.Compute(destination[4..length]));
        return length;
    }

    /// <summary>Length of the record at the beginning of the bytes; 0 when there is none or its checksum does not hold.</summary>
    public static int Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FixedLength)
        {
            return 0;
        }

        var length = 8L + BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        return length >= FixedLength && length <= bytes.Length && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Crc32C.Compute(bytes[4..(int)length]) ? (int)length : 0;
    }

    /// <summary>Reads the record at the beginning of a batch's bytes, whose checksum has been verified. The payload is not copied.</summary>
    /// <returns>The update, when it happened, and the length of the record.</returns>
    public static (NewUpdate Update, int Length) Read(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        var length = 8 + BinaryPrimitives.ReadInt32LittleEndian(span[4..]);
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(span[8..]);
        var flags = span[16];
        var position = FixedLength;
        var type = (flags & TypeFlag) != 0 ? ReadText(span, ref position) : null;
        var key = (flags & KeyFlag) != 0 ? ReadText(span, ref position) : null;
        var contentType = (flags & ContentTypeFlag) != 0 ? ReadText(span, ref position) : null;
        return (new NewUpdate(bytes[position..length]) { Type = type, Key = key, ContentType = contentType, Time = new DateTimeOffset(ticks, TimeSpan.Zero) }, length);
    }

    public static int Measure(string? text) => text is null ? 0 : sizeof(ushort) + Encoding.UTF8.GetByteCount(text);

    public static int Write(Span<byte> destination, string? text)
    {
        if (text is null)
        {
            return 0;
        }

        var length = Encoding.UTF8.GetBytes(text, destination[sizeof(ushort)..]);
        BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)length);
        return sizeof(ushort) + length;
    }

    public static string ReadText(ReadOnlySpan<byte> bytes, ref int position)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[position..]);
        var text = Encoding.UTF8.GetString(bytes.Slice(position + sizeof(ushort), length));
        position += sizeof(ushort) + length;
        return text;
    }

    // Most updates are of the feed's own content type, which is not said again.
    private static string? Named(string? contentType, string feedContentType) => contentType == feedContentType ? null : contentType;
}
