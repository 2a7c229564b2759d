using Patterns.Columnar.Parquet.Bloom;
using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>A column chunk as it will be stored. Positions count from the chunk's begin.</summary>
internal sealed class EncodedChunk
{
    /// <summary>What the footer says of the chunk, but for where it lies.</summary>
    public required ColumnChunkMetadata Metadata { get; init; }

    /// <summary>Dictionary page and data pages; valid until the leaf collects its next chunk.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    public required IReadOnlyList<PageLocation> Pages { get; init; }

    /// <summary>Null when the bounds of a page cannot be given: it holds a NaN.</summary>
    public required ColumnIndex? Index { get; init; }

    /// <summary>The chunk's bloom filter; null when none was asked for.</summary>
    public required BloomFilter? BloomFilter { get; init; }

    /// <summary>The same metadata for a chunk that starts at a position of the file.</summary>
    public ColumnChunkMetadata MetadataAt(long position) => Metadata with
    {
        DataPageOffset = position + Metadata.DataPageOffset,
        DictionaryPageOffset = position + Metadata.DictionaryPageOffset,
    };

    public OffsetIndex OffsetsAt(long position) => new() { Pages = [.. Pages.Select(page => page with { Offset = position + page.Offset })] };
}
