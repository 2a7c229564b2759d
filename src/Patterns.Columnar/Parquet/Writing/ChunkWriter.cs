using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Codecs;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Puts the pages of one column chunk together as they will be stored, and keeps account of them.</summary>
internal sealed class ChunkWriter
{
    // Bytes of a page that it must come down to, at most, for its chunk to be compressed at all.
    private const double WorthwhileRatio = 0.95;

    private readonly SchemaNode _node;
    private readonly EncodingWorkspace _workspace;
    private readonly BufferBuilder<byte> _output;
    private readonly List<PageEncodingCount> _encodings = [];
    private readonly List<PageLocation> _pages = [];
    private long _uncompressedByteCount;
    private CompressionCodec? _codec;
    private readonly int _pageCount;
    private int _dictionaryCount;
    private int _dictionaryByteCount;

    /// <param name="node">The leaf.</param>
    /// <param name="pageCount">Data pages that the chunk will have.</param>
    /// <param name="workspace">Lent for as long as the chunk is written.</param>
    /// <param name="output">Receives the pages.</param>
    public ChunkWriter(SchemaNode node, int pageCount, EncodingWorkspace workspace, BufferBuilder<byte> output)
    {
        _node = node;
        _pageCount = pageCount;
        _workspace = workspace;
        _output = output;
        Page.Truncate(0);
    }

    public EncodingWorkspace Workspace => _workspace;

    /// <summary>The content of the page in the making.</summary>
    public BufferBuilder<byte> Page => _workspace.Page;

    public IReadOnlyList<PageLocation> Pages => _pages;

    private CompressionCodec Codec => _codec ?? _workspace.Compressor.Codec;

    /// <summary>Ends the dictionary page, which comes before all data pages.</summary>
    public void EndDictionaryPage(int count)
    {
        _workspace.Dictionary.Truncate(0);
        _workspace.Dictionary.Append(Page.Span);
        _dictionaryCount = count;
        Page.Truncate(0);
    }

    public void EndDataPage(in PageSpan page, PageEncoding encoding)
    {
        if (_codec is null)
        {
            _codec = ChooseCodec();
            AppendDictionary();
        }

        var offset = _output.Count;
        AppendPage(
            Page.Span,
            new PageHeader
            {
                Kind = PageKind.Data,
                UncompressedByteCount = 0,
                CompressedByteCount = 0,
                ValueCount = page.EntryCount,
                Encoding = encoding,
                DefinitionLevelEncoding = PageEncoding.Rle,
                RepetitionLevelEncoding = PageEncoding.Rle,
            });
        _pages.Add(new PageLocation(offset, _output.Count - offset, page.FirstRow));
        Page.Truncate(0);
    }

    /// <summary>What the footer says of the chunk, positions counted from its begin.</summary>
    public ColumnChunkMetadata Metadata(long entryCount, ValueStatistics statistics) => new()
    {
        Type = _node.Element.Type!.Value,
        Codec = Codec,
        Path = _node.Path,
        Encodings = [.. _encodings.Select(static count => count.Encoding).Append(PageEncoding.Rle).Distinct()],
        EncodingCounts = _encodings,
        ValueCount = entryCount,
        UncompressedByteCount = _uncompressedByteCount,
        CompressedByteCount = _output.Count,
        DictionaryPageOffset = _dictionaryByteCount > 0 ? 0 : null,
        DataPageOffset = _dictionaryByteCount,
        Statistics = statistics,
    };

    /// <summary>The first page and the dictionary stand for the others: what does not shrink is read faster when it is not compressed.</summary>
    private CompressionCodec ChooseCodec()
    {
        var codec = _workspace.Compressor.Codec;
        var pageByteCount = _workspace.Compressor.Compress(Page.Span, codec).Length;
        var dictionary = _dictionaryCount > 0 ? _workspace.Dictionary.Span : [];
        var dictionaryByteCount = dictionary.IsEmpty ? 0 : _workspace.Compressor.Compress(dictionary, codec).Length;
        return dictionaryByteCount + ((double)pageByteCount * _pageCount) > (dictionary.Length + ((double)Page.Count * _pageCount)) * WorthwhileRatio
            ? CompressionCodec.Uncompressed
            : codec;
    }

    private void AppendDictionary()
    {
        if (_dictionaryCount > 0)
        {
            AppendPage(
                _workspace.Dictionary.Span,
                new PageHeader { Kind = PageKind.Dictionary, UncompressedByteCount = 0, CompressedByteCount = 0, ValueCount = _dictionaryCount, Encoding = PageEncoding.Plain });
            _dictionaryByteCount = _output.Count;
        }
    }

    private void AppendPage(ReadOnlySpan<byte> page, PageHeader header)
    {
        var stored = _workspace.Compressor.Compress(page, Codec);
        _workspace.Header.Clear();
        (header with { UncompressedByteCount = page.Length, CompressedByteCount = stored.Length, Crc = (int)Crc32.Compute(stored) }).Write(_workspace.Header);
        _output.Append(_workspace.Header.Written);
        _output.Append(stored);
        _uncompressedByteCount += _workspace.Header.Written.Length + page.Length;
        Count(header.Kind, header.Encoding);
    }

    private void Count(PageKind kind, PageEncoding encoding)
    {
        var index = _encodings.FindIndex(count => count.Kind == kind && count.Encoding == encoding);
        if (index < 0)
        {
            _encodings.Add(new PageEncodingCount(kind, encoding, 1));
        }
        else
        {
            _encodings[index] = _encodings[index] with { Count = _encodings[index].Count + 1 };
        }
    }
}
