using System.Buffers.Binary;

namespace Patterns.Updates.Segments;

/// <summary>
/// The first 48 bytes of a batch, which is what one flush makes durable. Behind them: what changed about the writers, the records, zeros up to a
/// multiple of 8, and a trailer of 8 bytes without zeros that shows that the batch was written to its end. Little-endian.
/// </summary>
/// <param name="BodyLength">Bytes of writers and records.</param>
/// <param name="RecordCount">Number of records.</param>
/// <param name="FirstSequence">Sequence of the first record, or of the next when there is none.</param>
/// <param name="AppendedTicks">When the batch was appended, UTC ticks.</param>
/// <param name="WritersLength">Bytes of what changed about the writers.</param>
/// <param name="IsSnapshot">Whether the writers are all there are rather than those that changed.</param>
internal readonly record struct BatchHeader(int BodyLength, int RecordCount, long FirstSequence, long AppendedTicks, int WritersLength, bool IsSnapshot)
{
    public const int Length = 48;
    public const int Alignment = 8;

    private const uint Magic = 0xBA7C4F1E;
    private const int SnapshotFlag = 1;

    public static ReadOnlySpan<byte> Trailer => "BATCHEND"u8;

    /// <summary>Bytes from the header to the end of the trailer.</summary>
    public int TotalLength => PaddedLength + Trailer.Length;

    /// <summary>Bytes from the header to the trailer.</summary>
    public int PaddedLength => (Length + BodyLength + Alignment - 1) / Alignment * Alignment;

    public long LastSequence => FirstSequence + RecordCount - 1;

    /// <summary>Completes a batch whose body is in place: padding, trailer and header with its checksums.</summary>
    public void Seal(Span<byte> batch, uint salt)
    {
        batch[(Length + BodyLength)..PaddedLength].Clear();
        Trailer.CopyTo(batch[PaddedLength..]);
        BinaryPrimitives.WriteUInt32LittleEndian(batch, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(batch[8..], BodyLength);
        BinaryPrimitives.WriteInt32LittleEndian(batch[12..], RecordCount);
        BinaryPrimitives.WriteInt64LittleEndian(batch[16..], FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(batch[24..], AppendedTicks);
        BinaryPrimitives.WriteUInt32LittleEndian(batch[32..], BodyChecksum(batch, salt));
        BinaryPrimitives.WriteInt32LittleEndian(batch[36..], WritersLength);
        BinaryPrimitives.WriteInt32LittleEndian(batch[40..], IsSnapshot ? SnapshotFlag : 0);
        BinaryPrimitives.WriteInt32LittleEndian(batch[44..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(batch[4..], HeaderChecksum(batch, salt));
    }

    /// <summary>Reads a header; false when there is none or its checksum does not hold.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, uint salt, out BatchHeader header)
    {
        header = default;
        if (bytes.Length < Length || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != HeaderChecksum(bytes, salt))
        {
            return false;
        }

        header = new BatchHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[36..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[40..]) == SnapshotFlag);
        return header.BodyLength >= 0 && header.RecordCount >= 0 && header.WritersLength >= 0 && header.WritersLength <= header.BodyLength;
    }

    /// <summary>Whether everything behind the header is as it was written.</summary>
    public bool IsWhole(ReadOnlySpan<byte> batch, uint salt) => HasTrailer(batch) && HasBody(batch, salt);

    public bool HasTrailer(ReadOnlySpan<byte> batch) => batch[PaddedLength..TotalLength].SequenceEqual(Trailer);

    /// <summary>Whether body and padding are as they were written.</summary>
    public bool HasBody(ReadOnlySpan<byte> batch, uint salt)
        => BinaryPrimitives.ReadUInt32LittleEndian(batch[32..]) == BodyChecksum(batch, salt);

    private static uint HeaderChecksum(ReadOnlySpan<byte> batch, uint salt) => Crc32C.Compute(batch[8..Length], salt);

    private uint BodyChecksum(ReadOnlySpan<byte> batch, uint salt) => Crc32C.Compute(batch[Length..PaddedLength], salt);
}
