using System.Buffers;
using System.IO.Compression;

namespace Patterns.Columnar.Parquet.Codecs;

/// <summary>Compresses and decompresses brotli. Source: RFC 7932.</summary>
internal static class BrotliPages
{
    private const int LikelyRatio = 64;
    private const int AlwaysAllowed = 1 << 20;

    // Of 0 to 11; those above cost several times as much for a few percent.
    private const int Quality = 5;
    private const int WindowBits = 22;

    /// <summary>Whether bytes decompress to a size. A size that is unlikely is found out by decompressing without keeping anything.</summary>
    public static bool CanHold(ReadOnlySpan<byte> source, int byteCount)
        => byteCount <= AlwaysAllowed + ((long)source.Length * LikelyRatio) || Measure(source, byteCount) == byteCount;

    /// <summary>Decompresses bytes.</summary>
    /// <param name="source">One stream.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="CorruptDataException">The bytes are malformed or of another length.</exception>
    public static void Decode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (!BrotliDecoder.TryDecompress(source, destination, out var written) || written != destination.Length)
        {
            throw new CorruptDataException($"brotli is malformed: {written} of {destination.Length} bytes could be decompressed");
        }
    }

    /// <summary>The most bytes that a block of a length can take.</summary>
    public static int LargestOutput(int length) => BrotliEncoder.GetMaxCompressedLength(length);

    /// <summary>Compresses bytes into one stream and returns its length.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="destination">At least <see cref="LargestOutput"/> bytes.</param>
    public static int Encode(ReadOnlySpan<byte> source, Span<byte> destination)
        => BrotliEncoder.TryCompress(source, destination, out var written, Quality, WindowBits)
            ? written
            : throw new InvalidOperationException($"{source.Length} bytes did not fit {destination.Length} bytes when compressed.");

    private static long Measure(ReadOnlySpan<byte> source, long limit)
    {
        var scratch = new byte[1 << 16];
        using var decoder = new BrotliDecoder();
        var total = 0L;
        while (total <= limit)
        {
            var status = decoder.Decompress(source, scratch, out var consumed, out var written);
            source = source[consumed..];
            total += written;
            if (status != OperationStatus.DestinationTooSmall)
            {
                return status == OperationStatus.Done ? total : -1;
            }
        }

        return total;
    }
}
