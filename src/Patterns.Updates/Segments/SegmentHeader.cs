using System.Buffers.Binary;

namespace Patterns.Updates.Segments;

/// <summary>The first 64 bytes of a segment: magic, format, salt, epoch, first sequence, when it was begun, checksum. Little-endian.</summary>
/// <param name="Salt">A random number that goes into every checksum, so that no payload can look like a batch.</param>
/// <param name="Epoch">The incarnation of the feed.</param>
/// <param name="FirstSequence">Sequence of the first update.</param>
/// <param name="BegunTicks">When the segment was begun, UTC ticks; no update before it was appended later.</param>
/// <param name="IsFlushed">Whether batches were not made durable one by one.</param>
internal readonly record struct SegmentHeader(uint Salt, long Epoch, long FirstSequence, long BegunTicks, bool IsFlushed)
{
    public const int Length = 64;

    private const int FormatVersion = 1;
    private const int ChecksumPosition = Length - sizeof(uint);

    private static ReadOnlySpan<byte> Magic => "PATFEED1"u8;

    public void Write(Span<byte> bytes)
    {
        bytes[..Length].Clear();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], FormatVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[12..], Salt);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], BegunTicks);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], IsFlushed ? 1 : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumPosition..], Crc32C.Compute(bytes[..ChecksumPosition]));
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, out SegmentHeader header)
    {
        header = default;
        if (bytes.Length < Length || !bytes.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumPosition..]) != Crc32C.Compute(bytes[..ChecksumPosition])
            || BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) != FormatVersion)
        {
            return false;
        }

        header = new SegmentHeader(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[40..]) == 1);
        return true;
    }
}
