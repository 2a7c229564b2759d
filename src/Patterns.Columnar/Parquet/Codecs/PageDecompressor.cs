using Patterns.Columnar.Parquet.Codecs.Zstd;
using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Codecs;

/// <summary>Decompresses the bytes of pages with the codec that their column chunk names. Not thread safe.</summary>
internal sealed class PageDecompressor(CompressionCodec codec)
{
    private ZstdDecoder? _zstd;

    /// <summary>Refuses a decompressed size that the compressed bytes cannot have, before memory is allocated for it.</summary>
    public void CheckSize(ReadOnlySpan<byte> compressed, int byteCount)
    {
        var isPossible = codec switch
        {
            CompressionCodec.Snappy => byteCount <= SnappyDecoder.LargestOutput(compressed.Length),
            CompressionCodec.Gzip => byteCount <= GzipDecoder.LargestOutput(compressed.Length),
            CompressionCodec.Brotli => BrotliPages.CanHold(compressed, byteCount),
            CompressionCodec.Zstd => byteCount <= ZstdDecoder.LargestOutput(compressed),
            CompressionCodec.Lz4 or CompressionCodec.Lz4Raw => byteCount <= Lz4Decoder.LargestOutput(compressed.Length),
            _ => throw Unsupported(),
        };
        if (!isPossible)
        {
            throw new CorruptDataException($"{compressed.Length} bytes of {codec} cannot hold the {byteCount} bytes that the page's header says");
        }
    }

    /// <summary>Decompresses a page.</summary>
    /// <param name="compressed">The bytes as stored.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="CorruptDataException">The bytes are malformed or of another length.</exception>
    public void Decompress(ReadOnlySpan<byte> compressed, Span<byte> destination)
    {
        switch (codec)
        {
            case CompressionCodec.Snappy:
                SnappyDecoder.Decode(compressed, destination);
                break;
            case CompressionCodec.Gzip:
                GzipDecoder.Decode(compressed, destination);
                break;
            case CompressionCodec.Brotli:
                BrotliPages.Decode(compressed, destination);
                break;
            case CompressionCodec.Zstd:
                _zstd ??= new ZstdDecoder();
                _zstd.Decode(compressed, destination);
                break;
            case CompressionCodec.Lz4Raw:
                Lz4Decoder.Decode(compressed, destination);
                break;
            case CompressionCodec.Lz4:
                HadoopLz4Decoder.Decode(compressed, destination);
                break;
            default:
                throw Unsupported();
        }
    }

    private CorruptDataException Unsupported() => new($"pages are compressed with {codec}, which is not supported");
}
