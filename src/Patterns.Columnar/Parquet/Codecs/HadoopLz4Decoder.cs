using System.Buffers.Binary;

namespace Patterns.Columnar.Parquet.Codecs;

/// <summary>
/// Decompresses what the deprecated codec LZ4 may mean: blocks with Hadoop's two lengths before each, or a bare block as old versions of Arrow
/// wrote it. Source: parquet-format, Compression.md, "LZ4", and Hadoop's BlockCompressorStream.
/// </summary>
internal static class HadoopLz4Decoder
{
    private const int PrefixByteCount = 8;

    /// <summary>Decompresses bytes.</summary>
    /// <param name="source">The page as stored.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="CorruptDataException">The bytes are malformed or of another length.</exception>
    public static void Decode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (!TryDecodeBlocks(source, destination))
        {
            Lz4Decoder.Decode(source, destination);
        }
    }

    private static bool TryDecodeBlocks(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        while (source.Length >= PrefixByteCount)
        {
            var plainLength = BinaryPrimitives.ReadUInt32BigEndian(source);
            var length = BinaryPrimitives.ReadUInt32BigEndian(source[sizeof(uint)..]);
            source = source[PrefixByteCount..];
            if (length > source.Length
                || plainLength > destination.Length
                || !Lz4Decoder.TryDecode(source[..(int)length], destination[..(int)plainLength], out var written)
                || written != plainLength)
            {
                return false;
            }

            source = source[(int)length..];
            destination = destination[written..];
        }

        return source.IsEmpty && destination.IsEmpty;
    }
}
