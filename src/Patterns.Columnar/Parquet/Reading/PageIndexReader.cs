using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Bloom;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>
/// Reads the page indexes and bloom filters of column chunks, which lie one after the other before the footer, so that one read serves several.
/// Source: parquet-format, PageIndex.md and BloomFilter.md.
/// </summary>
internal sealed class PageIndexReader(IObjectReader source) : IDisposable
{
    private const int WindowByteCount = 16 << 10;

    private ColumnBuffer? _window;
    private long _windowStart;
    private int _windowLength;

    /// <summary>Where the pages of a chunk lie; null when the file does not say.</summary>
    /// <exception cref="ParquetFormatException">The index is damaged.</exception>
    public async ValueTask<ChunkPages?> ReadPagesAsync(SchemaNode leaf, RowGroupMetadata rowGroup, CancellationToken cancellationToken)
    {
        var chunk = rowGroup.Columns[leaf.LeafIndex];
        if (chunk is not { OffsetIndexOffset: { } offset, OffsetIndexLength: { } length })
        {
            return null;
        }

        try
        {
            var bytes = await ReadAsync(offset, length, cancellationToken).ConfigureAwait(false);
            var (start, end) = ChunkExtent.Of(chunk, source.Length);
            return new ChunkPages(OffsetIndex.Read(bytes.Span), start, end, rowGroup.RowCount);
        }
        catch (CorruptDataException error)
        {
            throw new ParquetFormatException(error.Message, source.Path, leaf.DottedPath, page: null, offset, error);
        }
    }

    /// <summary>What is known of the values of a chunk's pages; null when the file does not say.</summary>
    /// <exception cref="ParquetFormatException">The index is damaged.</exception>
    public async ValueTask<ColumnIndex?> ReadBoundsAsync(SchemaNode leaf, ColumnChunkMetadata chunk, int pageCount, CancellationToken cancellationToken)
    {
        if (chunk is not { ColumnIndexOffset: { } offset, ColumnIndexLength: { } length })
        {
            return null;
        }

        try
        {
            var bytes = await ReadAsync(offset, length, cancellationToken).ConfigureAwait(false);
            var index = ColumnIndex.Read(bytes.Span);
            return index.IsNullPage.Count == pageCount
                ? index
                : throw new CorruptDataException($"the column index has {index.IsNullPage.Count} pages, the offset index {pageCount}");
        }
        catch (CorruptDataException error)
        {
            throw new ParquetFormatException(error.Message, source.Path, leaf.DottedPath, page: null, offset, error);
        }
    }

    /// <summary>The bloom filter of a chunk's values; null when the file has none.</summary>
    /// <exception cref="ParquetFormatException">It is damaged.</exception>
    public async ValueTask<BloomFilter?> ReadBloomFilterAsync(SchemaNode leaf, ColumnChunkMetadata chunk, CancellationToken cancellationToken)
    {
        if (chunk is not { BloomFilterOffset: { } offset, FilePath: null })
        {
            return null;
        }

        try
        {
            var header = await ReadAsync(offset, (int)Math.Clamp(source.Length - offset, 0, BloomHeader.LargestByteCount), cancellationToken).ConfigureAwait(false);
            var length = BloomHeader.Measure(header.Span);
            var bytes = await ReadAsync(offset, length, cancellationToken).ConfigureAwait(false);
            return BloomFilter.Read(bytes.Span);
        }
        catch (CorruptDataException error)
        {
            throw new ParquetFormatException(error.Message, source.Path, leaf.DottedPath, page: null, offset, error);
        }
    }

    public void Dispose()
    {
        _window?.Release();
        _window = null;
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadAsync(long offset, int length, CancellationToken cancellationToken)
    {
        if (offset < 0 || length < 0 || offset > source.Length || length > source.Length - offset)
        {
            throw new CorruptDataException($"a page index or bloom filter of {length} bytes from {offset} in a file of {source.Length} bytes");
        }

        if (_window is null || offset < _windowStart || offset + length > _windowStart + _windowLength)
        {
            await FillAsync(offset, length, cancellationToken).ConfigureAwait(false);
        }

        return _window!.Memory(_windowLength).Slice((int)(offset - _windowStart), length);
    }

    private async ValueTask FillAsync(long offset, int length, CancellationToken cancellationToken)
    {
        var wanted = (int)Math.Min(source.Length - offset, Math.Max(length, WindowByteCount));
        if (_window is null || _window.Capacity < wanted)
        {
            _window?.Release();
            _window = ColumnBuffer.Rent(wanted);
        }

        _windowLength = 0;
        var read = await source.ReadAsync(offset, _window.Memory(wanted), cancellationToken).ConfigureAwait(false);
        if (read < wanted)
        {
            throw new CorruptDataException($"the file ends at {offset + read}, inside a page index or bloom filter");
        }

        _windowStart = offset;
        _windowLength = wanted;
    }
}
