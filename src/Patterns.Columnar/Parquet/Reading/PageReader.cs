using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Codecs;
using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Reads the pages of one column chunk one after the other and decompresses those whose content is asked for.</summary>
internal sealed class PageReader(ChunkBytes bytes, CompressionCodec codec, ParquetReaderOptions options, PageMemory memory) : IDisposable
{
    private const int FirstHeaderByteCount = 4096;
    private const int MaxHeaderByteCount = 16 << 20;

    private readonly PageDecompressor _decompressor = new(codec);
    private ColumnBuffer? _decompressed;

    /// <summary>0-based number of the current page; -1 before the first.</summary>
    public int PageIndex { get; private set; } = -1;

    /// <summary>0-based position in the file of the current page's header.</summary>
    public long PageOffset { get; private set; } = bytes.Position;

    /// <summary>Whether bytes of the chunk are left.</summary>
    public bool HasMore => bytes.Remaining > 0;

    /// <summary>Reads the header of the next page. Its content must then be read or skipped.</summary>
    public async ValueTask<PageHeader> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        PageIndex++;
        PageOffset = bytes.Position;
        for (var count = FirstHeaderByteCount; ; count *= 8)
        {
            var data = await bytes.PeekAsync(count, cancellationToken).ConfigureAwait(false);
            if (data.IsEmpty)
            {
                throw new CorruptDataException("the column chunk ends before its last value");
            }

            var isAll = data.Length == bytes.Remaining || count >= MaxHeaderByteCount;
            if (TryParse(data.Span, isAll, out var header))
            {
                Check(header);
                return header;
            }
        }
    }

    /// <summary>The content of the page whose header was just read, decompressed; valid until the next header is read.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadContentAsync(PageHeader header, CancellationToken cancellationToken)
    {
        var stored = await bytes.PeekAsync(header.CompressedByteCount, cancellationToken).ConfigureAwait(false);
        bytes.Skip(stored.Length);
        if (options.VerifyChecksums && header.Crc is { } expected)
        {
            var actual = (int)Crc32.Compute(stored.Span);
            if (actual != expected)
            {
                throw new CorruptDataException($"the page's CRC-32 is {actual:x8}, its header says {expected:x8}");
            }
        }

        return header.Kind == PageKind.DataV2 ? DecompressV2(header, stored) : Decompress(stored, header.UncompressedByteCount);
    }

    /// <summary>Says how much memory the entries of a dictionary take as long as this column chunk is read.</summary>
    /// <exception cref="ParquetMemoryException">There is not as much left.</exception>
    public void KeepDictionary(long byteCount) => memory.Take(byteCount);

    /// <summary>Goes on with the page at a position further on in the file.</summary>
    public void JumpTo(int pageIndex, long offset)
    {
        bytes.JumpTo(offset);
        PageIndex = pageIndex - 1;
    }

    /// <summary>Passes over the content of the page whose header was just read.</summary>
    public void SkipContent(PageHeader header) => bytes.Skip(header.CompressedByteCount);

    public void Dispose()
    {
        _decompressed?.Release();
        _decompressed = null;
        bytes.Dispose();
        memory.Release();
    }

    private bool TryParse(ReadOnlySpan<byte> data, bool isAll, out PageHeader header)
    {
        try
        {
            header = PageHeader.Read(data, out var length);
            bytes.Skip(length);
            return true;
        }
        catch (CorruptDataException error) when (error.IsTruncated && !isAll)
        {
            header = default;
            return false;
        }
    }

    private void Check(PageHeader header)
    {
        if (header.CompressedByteCount > bytes.Remaining)
        {
            throw new CorruptDataException($"the page has {header.CompressedByteCount} bytes, but {bytes.Remaining} are left in the column chunk");
        }

        if (header.UncompressedByteCount > options.MaxPageByteCount)
        {
            throw new CorruptDataException(
                $"the page has {header.UncompressedByteCount} bytes uncompressed, more than the limit of {options.MaxPageByteCount} ({nameof(ParquetReaderOptions.MaxPageByteCount)})");
        }
    }

    private ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> stored, int byteCount)
    {
        if (codec == CompressionCodec.Uncompressed)
        {
            return stored.Length == byteCount
                ? stored
                : throw new CorruptDataException($"an uncompressed page has {stored.Length} bytes, its header says {byteCount}");
        }

        _decompressor.CheckSize(stored.Span, byteCount);
        var target = Target(byteCount);
        _decompressor.Decompress(stored.Span, target.Span);
        return target;
    }

    /// <summary>A page of version 2 starts with its levels, which are never compressed.</summary>
    private ReadOnlyMemory<byte> DecompressV2(PageHeader header, ReadOnlyMemory<byte> stored)
    {
        var levels = header.RepetitionLevelByteCount + header.DefinitionLevelByteCount;
        var values = stored[levels..];
        var byteCount = header.UncompressedByteCount - levels;
        if (codec == CompressionCodec.Uncompressed || !header.IsCompressed || values.IsEmpty)
        {
            return stored;
        }

        if (byteCount < 0)
        {
            throw new CorruptDataException($"the page has {header.UncompressedByteCount} bytes uncompressed, of which {levels} are levels");
        }

        _decompressor.CheckSize(values.Span, byteCount);
        var target = Target(header.UncompressedByteCount);
        stored.Span[..levels].CopyTo(target.Span);
        _decompressor.Decompress(values.Span, target.Span[levels..]);
        return target;
    }

    private Memory<byte> Target(int byteCount)
    {
        if (_decompressed is null || _decompressed.Capacity < byteCount)
        {
            memory.Take(byteCount - (_decompressed?.Capacity ?? 0));
            _decompressed?.Release();
            _decompressed = ColumnBuffer.Rent(byteCount);
            memory.Take(_decompressed.Capacity - byteCount);
        }

        return _decompressed.Memory(byteCount);
    }
}
