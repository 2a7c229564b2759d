using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Codecs;

/// <summary>Decompresses the bytes of a page with the codec that its column chunk names.</summary>
internal static class PageDecompressor
{
    /// <summary>Refuses a decompressed size that the compressed bytes cannot have, before memory is allocated for it.</summary>
    public static void CheckSize(CompressionCodec codec, ReadOnlySpan<byte> compressed, int byteCount)
    {
        var largest = codec switch
        {
            CompressionCodec.Snappy => SnappyDecoder.LargestOutput(compressed.Length),
            _ => throw Unsupported(codec),
        };
        if (byteCount > largest)
        {
            throw new CorruptDataException($"{compressed.Length} bytes of {codec} cannot hold the {byteCount} bytes that the page's header says");
        }
    }

    /// <summary>Decompresses a page.</summary>
    /// <param name="codec">A codec other than none.</param>
    /// <param name="compressed">The bytes as stored.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="CorruptDataException">The bytes are malformed or of another length.</exception>
    public static void Decompress(CompressionCodec codec, ReadOnlySpan<byte> compressed, Span<byte> destination)
    {
        switch (codec)
        {
            case CompressionCodec.Snappy:
                SnappyDecoder.Decode(compressed, destination);
                break;
            default:
                throw Unsupported(codec);
        }
    }

    private static CorruptDataException Unsupported(CompressionCodec codec) => new($"pages are compressed with {codec}, which is not supported");
}
