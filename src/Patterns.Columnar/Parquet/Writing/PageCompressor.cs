using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Codecs;
using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Compresses pages; shared by the columns of one writer.</summary>
internal sealed class PageCompressor(Compression compression)
{
    private readonly SnappyEncoder _snappy = new();

    public CompressionCodec Codec { get; } = compression switch
    {
        Compression.Snappy => CompressionCodec.Snappy,
        _ => CompressionCodec.Uncompressed,
    };

    /// <summary>Appends a page as it is stored and returns its length.</summary>
    public int Append(ReadOnlySpan<byte> page, CompressionCodec codec, BufferBuilder<byte> output)
    {
        if (codec == CompressionCodec.Uncompressed)
        {
            output.Append(page);
            return page.Length;
        }

        var start = output.Count;
        var written = _snappy.Encode(page, output.Reserve(SnappyEncoder.LargestOutput(page.Length)));
        output.Truncate(start + written);
        return written;
    }
}
