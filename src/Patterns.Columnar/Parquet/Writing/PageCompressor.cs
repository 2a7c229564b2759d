using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Codecs;
using Patterns.Columnar.Parquet.Codecs.Zstd;
using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Compresses pages. Not thread safe.</summary>
internal sealed class PageCompressor(Compression compression) : IDisposable
{
    private readonly SnappyEncoder _snappy = new();
    private readonly BufferBuilder<byte> _compressed = new();
    private ZstdEncoder? _zstd;

    public CompressionCodec Codec { get; } = compression switch
    {
        Compression.Snappy => CompressionCodec.Snappy,
        Compression.Gzip => CompressionCodec.Gzip,
        Compression.Brotli => CompressionCodec.Brotli,
        Compression.Zstd => CompressionCodec.Zstd,
        _ => CompressionCodec.Uncompressed,
    };

    /// <summary>A page as it is stored; valid until the next call and as long as the page.</summary>
    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> page, CompressionCodec codec)
    {
        if (codec == CompressionCodec.Uncompressed)
        {
            return page;
        }

        _compressed.Truncate(0);
        _compressed.Truncate(codec switch
        {
            CompressionCodec.Gzip => GzipEncoder.Encode(page, _compressed),
            CompressionCodec.Zstd => (_zstd ??= new ZstdEncoder()).Encode(page, _compressed.Reserve(ZstdEncoder.LargestOutput(page.Length))),
            CompressionCodec.Brotli => BrotliPages.Encode(page, _compressed.Reserve(BrotliPages.LargestOutput(page.Length))),
            _ => _snappy.Encode(page, _compressed.Reserve(SnappyEncoder.LargestOutput(page.Length))),
        });
        return _compressed.Span;
    }

    public void Dispose() => _compressed.Dispose();
}
