using System.IO.Compression;

namespace Patterns.Columnar.Parquet.Codecs;

/// <summary>Decompresses gzip, of one or several members. Source: RFC 1952.</summary>
internal static class GzipDecoder
{
    // Deflate's longest match, 258 bytes, takes two bits at least.
    private const int LargestRatio = 1032;

    public static long LargestOutput(int length) => (long)length * LargestRatio;

    /// <summary>Decompresses bytes.</summary>
    /// <param name="source">All members.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="CorruptDataException">The bytes are malformed or of another length.</exception>
    public static unsafe void Decode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* start = source)
        {
            // Bounds: the stream ends where the span does, and lives no longer than the pin.
            using var compressed = new UnmanagedMemoryStream(start, source.Length);
            using var stream = new GZipStream(compressed, CompressionMode.Decompress);
            try
            {
                var read = stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
                if (read < destination.Length || stream.ReadByte() >= 0)
                {
                    throw new CorruptDataException($"gzip decompresses to {(read < destination.Length ? $"{read}" : "more")} bytes, expected {destination.Length}");
                }
            }
            catch (InvalidDataException error)
            {
                throw new CorruptDataException($"gzip is malformed: {error.Message}");
            }
        }
    }
}
