using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Reading;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>
/// Collects the column chunk of one leaf: levels and values of the page in the making, and the pages made so far as they will be stored. The
/// chunk starts with a dictionary and gives it up when it does not pay.
/// </summary>
internal abstract class LeafWriter : IDisposable
{
    // After this many values it is looked at for the first time whether the dictionary pays.
    private const int TrialValueCount = 4096;

    // Bytes of a page that it must come down to, at most, for its chunk to be compressed at all.
    private const double WorthwhileRatio = 0.95;

    private readonly PageCompressor _compressor;
    private readonly CompactWriter _header = new();
    private readonly LevelRuns _definitions = new();
    private readonly LevelRuns _repetitions = new();
    private readonly BufferBuilder<byte> _page = new();
    private readonly BufferBuilder<byte> _pages = new();
    private readonly List<PageEncodingCount> _encodings = [];
    private CompressionCodec _codec;
    private long _uncompressedByteCount;
    private long _entryCount;
    private int _pageRowCount;
    private int _pageEntryCount;

    protected LeafWriter(SchemaNode node, ParquetWriterOptions options, PageCompressor compressor)
    {
        Node = node;
        Options = options;
        _compressor = compressor;
        _codec = compressor.Codec;
    }

    public SchemaNode Node { get; }

    /// <summary>Bytes held for the chunk: pages as stored, and what the page in the making has so far.</summary>
    public long BufferedByteCount => _pages.Count + ValueByteCount + DictionaryByteCount;

    protected ParquetWriterOptions Options { get; }

    /// <summary>Values of the chunk including nulls and empty lists, nulls alone.</summary>
    protected long NullCount { get; private set; }

    /// <summary>Values that the page in the making has.</summary>
    protected abstract int ValueCount { get; }

    /// <summary>Bytes that the values of the page in the making will have at most.</summary>
    protected abstract int ValueByteCount { get; }

    /// <summary>Entries of the dictionary.</summary>
    protected abstract int DictionaryCount { get; }

    /// <summary>Bytes of the dictionary in plain form.</summary>
    protected abstract int DictionaryByteCount { get; }

    /// <summary>Whether values are being written as codes.</summary>
    protected bool UsesDictionary { get; private set; }

    /// <summary>Starts a chunk.</summary>
    public void Open()
    {
        UsesDictionary = Options.DictionaryByteLimit > 0 && CanUseDictionary;
        _codec = _compressor.Codec;
        ResetChunk();
    }

    /// <summary>Appends entries of a leaf that is nested.</summary>
    public void Append(Column column, LevelEntries entries, int rowCount)
    {
        if (Node.Definition == 0)
        {
            // Required all the way from the root: the rows are those of the batch, one after the other.
            Append(column, entries.Rows[0], entries.Count);
            return;
        }

        if (!Node.IsOptional && column.NullCount > 0)
        {
            RequireNoNull.Of(column, entries, Node);
        }

        AppendLevels(column, entries);
        AppendValueRuns(column, entries.Rows);
        _entryCount += entries.Count;
        _pageEntryCount += entries.Count;
        _pageRowCount += rowCount;
        GiveUpDictionaryIfWasteful();
        FlushPageIfFull();
    }

    /// <summary>Appends the values of rows of a leaf that is not nested.</summary>
    public void Append(Column column, int start, int count)
    {
        while (count > 0)
        {
            var room = Math.Min(count, Options.PageRowLimit - _pageRowCount);
            var taken = FittingCount(column, start, Math.Min(room, TrialValueCount));
            AppendRows(column, start, taken);
            start += taken;
            count -= taken;
            GiveUpDictionaryIfWasteful();
            FlushPageIfFull();
        }
    }

    /// <summary>Ends the chunk and hands its bytes to <paramref name="output"/>.</summary>
    /// <param name="position">Position in the file at which the chunk will start.</param>
    /// <param name="output">Receives the dictionary page, if any; the data pages follow in <see cref="Pages"/>.</param>
    public ColumnChunkMetadata Close(long position, BufferBuilder<byte> output)
    {
        if (_pageRowCount > 0)
        {
            FlushPage();
        }

        var dictionaryStart = output.Count;
        if (_encodings.Exists(static count => count.Encoding == PageEncoding.RleDictionary))
        {
            WriteDictionaryPage(output);
        }

        var dictionaryLength = output.Count - dictionaryStart;
        var encodings = _encodings.Select(static count => count.Encoding).Append(PageEncoding.Rle).Distinct();
        return new ColumnChunkMetadata
        {
            Type = Node.Element.Type!.Value,
            Codec = _codec,
            Path = Node.Path,
            Encodings = [.. encodings],
            EncodingCounts = [.. _encodings],
            ValueCount = _entryCount,
            UncompressedByteCount = _uncompressedByteCount,
            CompressedByteCount = dictionaryLength + _pages.Count,
            DictionaryPageOffset = dictionaryLength > 0 ? position : null,
            DataPageOffset = position + dictionaryLength,
            Statistics = ChunkStatistics(),
        };
    }

    /// <summary>The data pages of the chunk; valid until the next chunk is opened.</summary>
    public ReadOnlyMemory<byte> Pages => _pages.Memory;

    /// <summary>What is known of the values of all chunks.</summary>
    public abstract ColumnStatistics FileStatistics(long rowCount);

    public void Dispose()
    {
        _definitions.Dispose();
        _repetitions.Dispose();
        _header.Dispose();
        _page.Dispose();
        _pages.Dispose();
        DisposeValues();
    }

    protected abstract bool CanUseDictionary { get; }

    /// <summary>How many of the rows can be appended before the page is too large; at least one.</summary>
    protected abstract int FittingCount(Column column, int start, int count);

    /// <summary>Appends the values of those rows that are not null.</summary>
    protected abstract void AppendValues(Column column, int start, int count);

    /// <summary>Turns the codes of the page in the making into plain values.</summary>
    protected abstract void LookUpCodes();

    /// <summary>Appends the encoded values of the page and forgets them.</summary>
    protected abstract void FlushValues(BufferBuilder<byte> page);

    /// <summary>Appends the dictionary in plain form.</summary>
    protected abstract void WriteDictionary(BufferBuilder<byte> page);

    protected abstract ValueStatistics ChunkStatistics();

    /// <summary>Forgets dictionary and statistics of the chunk, adding the latter to the file's.</summary>
    protected abstract void ResetValues();

    protected abstract void DisposeValues();

    private void AppendLevels(Column column, LevelEntries entries)
    {
        if (Node.Repetition > 0)
        {
            _repetitions.Append(entries.Repetitions);
        }

        if (!Node.IsOptional || column.NullCount == 0)
        {
            AppendDefinitionsWithoutNulls(entries);
            return;
        }

        var rows = entries.Rows;
        for (var index = 0; index < rows.Length; index++)
        {
            var isEnded = rows[index] == LevelEntries.NoRow;
            var isNull = isEnded || column.IsNull(rows[index]);
            NullCount += isNull ? 1 : 0;
            _definitions.Append((byte)(isEnded ? entries.Definitions[index] : isNull ? Node.Definition - 1 : Node.Definition), 1);
        }
    }

    private void AppendDefinitionsWithoutNulls(LevelEntries entries)
    {
        var rows = entries.Rows;
        for (var start = 0; start < rows.Length;)
        {
            // Runs of present values are the rule.
            var end = start;
            while (end < rows.Length && rows[end] != LevelEntries.NoRow)
            {
                end++;
            }

            _definitions.Append((byte)Node.Definition, end - start);
            while (end < rows.Length && rows[end] == LevelEntries.NoRow)
            {
                _definitions.Append(entries.Definitions[end++], 1);
                NullCount++;
            }

            start = end;
        }
    }

    /// <summary>Appends the values of consecutive rows together.</summary>
    private void AppendValueRuns(Column column, ReadOnlySpan<int> rows)
    {
        for (var start = 0; start < rows.Length;)
        {
            var end = start + 1;
            if (rows[start] != LevelEntries.NoRow)
            {
                var next = rows[start] + 1;
                for (; end < rows.Length && (rows[end] == next || rows[end] == LevelEntries.NoRow); end++)
                {
                    next += rows[end] == next ? 1 : 0;
                }

                AppendValues(column, rows[start], next - rows[start]);
            }

            start = end;
        }
    }

    private void AppendRows(Column column, int start, int count)
    {
        var nulls = 0;
        if (Node.IsOptional)
        {
            nulls = AppendDefinitions(column, start, count);
        }

        AppendValues(column, start, count);
        NullCount += nulls;
        _entryCount += count;
        _pageEntryCount += count;
        _pageRowCount += count;
    }

    private int AppendDefinitions(Column column, int start, int count)
    {
        var nulls = column.NullCount == 0 ? 0 : count - BitCopy.CountOnes(column.ValidityWords, start, count);
        if (nulls == 0 || nulls == count)
        {
            _definitions.Append((byte)(nulls == 0 ? 1 : 0), count);
        }
        else
        {
            _definitions.Append(column.ValidityWords, start, count, valueLevel: 1);
        }

        return nulls;
    }

    /// <summary>A dictionary that has an entry for nearly every value only costs; one that grew past its limit is used no further.</summary>
    private void GiveUpDictionaryIfWasteful()
    {
        if (!UsesDictionary || ValueCount < TrialValueCount)
        {
            return;
        }

        var isFirstPage = _pages.Count == 0;
        if (isFirstPage && DictionaryCount > ValueCount / 2)
        {
            UsesDictionary = false;
            LookUpCodes();
        }
        else if (DictionaryByteCount > Options.DictionaryByteLimit)
        {
            FlushPage();
            UsesDictionary = false;
        }
    }

    private void FlushPageIfFull()
    {
        if (_pageRowCount >= Options.PageRowLimit || ValueByteCount >= Options.PageByteLimit || _pageEntryCount >= Options.PageByteLimit)
        {
            FlushPage();
        }
    }

    private void FlushPage()
    {
        var encoding = UsesDictionary && DictionaryCount > 0 ? PageEncoding.RleDictionary : PageEncoding.Plain;
        if (Node.Repetition > 0)
        {
            _repetitions.Flush(LevelDecoding.BitWidth(Node.Repetition), _page);
        }

        if (Node.Definition > 0)
        {
            _definitions.Flush(LevelDecoding.BitWidth(Node.Definition), _page);
        }

        FlushValues(_page);
        AppendPage(new PageHeader
        {
            Kind = PageKind.Data,
            UncompressedByteCount = 0,
            CompressedByteCount = 0,
            ValueCount = _pageEntryCount,
            Encoding = encoding,
            DefinitionLevelEncoding = PageEncoding.Rle,
            RepetitionLevelEncoding = PageEncoding.Rle,
        });
        Count(PageKind.Data, encoding);
        _pageRowCount = 0;
        _pageEntryCount = 0;
    }

    private void AppendPage(PageHeader header)
    {
        var page = _page.Span;
        using var stored = new BufferBuilder<byte>();
        var length = _compressor.Append(page, _codec, stored);
        if (_pages.Count == 0 && _codec != CompressionCodec.Uncompressed && length > page.Length * WorthwhileRatio)
        {
            // The first page stands for the others: what does not shrink is read faster when it is not compressed.
            _codec = CompressionCodec.Uncompressed;
            stored.Truncate(0);
            length = _compressor.Append(page, _codec, stored);
        }

        WriteHeader(header with { UncompressedByteCount = page.Length, CompressedByteCount = length }, _pages);
        _pages.Append(stored.Span);
        _page.Truncate(0);
    }

    private void WriteDictionaryPage(BufferBuilder<byte> output)
    {
        WriteDictionary(_page);
        using var stored = new BufferBuilder<byte>();
        var length = _compressor.Append(_page.Span, _codec, stored);
        var header = new PageHeader
        {
            Kind = PageKind.Dictionary,
            UncompressedByteCount = _page.Count,
            CompressedByteCount = length,
            ValueCount = DictionaryCount,
            Encoding = PageEncoding.Plain,
        };
        WriteHeader(header, output);
        output.Append(stored.Span);
        _page.Truncate(0);
        Count(PageKind.Dictionary, PageEncoding.Plain);
    }

    private void WriteHeader(PageHeader header, BufferBuilder<byte> output)
    {
        _header.Clear();
        header.Write(_header);
        output.Append(_header.Written);
        _uncompressedByteCount += _header.Written.Length + header.UncompressedByteCount;
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

    private void ResetChunk()
    {
        ResetValues();
        _definitions.Clear();
        _repetitions.Clear();
        _page.Truncate(0);
        _pages.Truncate(0);
        _encodings.Clear();
        _uncompressedByteCount = 0;
        _entryCount = 0;
        _pageRowCount = 0;
        _pageEntryCount = 0;
        NullCount = 0;
    }
}
