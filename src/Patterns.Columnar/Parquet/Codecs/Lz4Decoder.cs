using System.Buffers.Binary;

namespace Patterns.Columnar.Parquet.Codecs;

/// <summary>Decompresses LZ4 blocks without framing. Source: lz4, lz4_Block_format.md.</summary>
internal static class Lz4Decoder
{
    // The length of a match grows by at most 255 per byte.
    private const int LargestRatio = 255;
    private const int ShortestMatch = 4;
    private const int MoreLength = 15;

    public static long LargestOutput(int length) => (long)length * LargestRatio;

    /// <summary>Decompresses a block.</summary>
    /// <param name="source">The block.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="CorruptDataException">The block is malformed or of another length.</exception>
    public static void Decode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (!TryDecode(source, destination, out var written) || written != destination.Length)
        {
            throw new CorruptDataException($"an LZ4 block is malformed: {written} of {destination.Length} bytes could be decompressed");
        }
    }

    /// <summary>Decompresses a block that may be shorter than the room for it.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> source, Span<byte> destination, out int written)
    {
        written = 0;
        var next = 0;
        while (next < source.Length)
        {
            var token = source[next++];
            if (!TryReadLength(source, ref next, token >> 4, out var literals)
                || literals > source.Length - next
                || literals > destination.Length - written)
            {
                return false;
            }

            source.Slice(next, literals).CopyTo(destination[written..]);
            next += literals;
            written += literals;
            if (next == source.Length)
            {
                // The last sequence has literals only.
                return true;
            }

            if (source.Length - next < sizeof(ushort))
            {
                return false;
            }

            var offset = BinaryPrimitives.ReadUInt16LittleEndian(source[next..]);
            next += sizeof(ushort);
            if (!TryReadLength(source, ref next, token & MoreLength, out var length) || offset == 0 || offset > written)
            {
                return false;
            }

            length += ShortestMatch;
            if (length > destination.Length - written)
            {
                return false;
            }

            OverlappingCopy.Copy(destination, written, offset, length);
            written += length;
        }

        return source.IsEmpty;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> source, ref int next, int start, out int length)
    {
        length = start;
        if (start != MoreLength)
        {
            return true;
        }

        while (next < source.Length && length < int.MaxValue - LargestRatio)
        {
            var more = source[next++];
            length += more;
            if (more != byte.MaxValue)
            {
                return length < int.MaxValue - ShortestMatch;
            }
        }

        return false;
    }
}
