using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Encodings;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>
/// Reads the column chunk of one leaf, some rows at a time: levels, validity and values, collected until <see cref="Build"/> hands them over.
/// </summary>
internal abstract class LeafReader : IDisposable
{
    // A batch of nested rows may have this many elements more than its pages have bits: only a page that is a lie has, or one that repeats
    // one element millions of times.
    private const int MaxRepeatedElements = 16 << 20;
    private const int PendingLevels = 4096;

    private readonly HybridDecoder _definitionDecoder = new();
    private readonly HybridDecoder _repetitionDecoder = new();
    private readonly BufferBuilder<byte> _definitions = new();
    private readonly BufferBuilder<byte> _repetitions = new();
    private readonly RowBits _validity = new();
    private readonly byte[] _pending;
    private int _pendingStart;
    private int _pendingEnd;
    private PageReader? _pages;
    private string _file = "";
    private long _entriesLeft;
    private long _pageByteCount;
    private int _pageLeft;
    private int _rowsStarted;
    private bool _hasDictionary;

    protected LeafReader(SchemaNode node)
    {
        Node = node;
        _pending = node.Repetition > 0 ? new byte[PendingLevels] : [];
    }

    public SchemaNode Node { get; }

    /// <summary>One per entry of the rows read; empty for a leaf that is not nested, or that is required all the way from the root.</summary>
    public ReadOnlySpan<byte> Definitions => _definitions.Span;

    /// <summary>One per entry of the rows read; empty for a leaf that is not in a list.</summary>
    public ReadOnlySpan<byte> Repetitions => _repetitions.Span;

    /// <summary>Slots of the rows read.</summary>
    public int SlotCount { get; private set; }

    protected ReadOnlySpan<ulong> ValidityWords => _validity.Words;

    private bool IsNested => Node.Path.Count > 1 || Node.Repetition > 0;

    /// <summary>Starts on a column chunk.</summary>
    /// <param name="pages">Its pages; disposed with this reader or when the next chunk is opened.</param>
    /// <param name="file">Path of the file, for errors.</param>
    /// <param name="entryCount">Values including nulls and empty lists.</param>
    public void Open(PageReader pages, string file, long entryCount)
    {
        _pages?.Dispose();
        _pages = pages;
        _file = file;
        _entriesLeft = entryCount;
        _pageByteCount = 0;
        _pageLeft = 0;
        _hasDictionary = false;
        _pendingStart = _pendingEnd = 0;
        Clear();
    }

    /// <summary>Reads the next rows.</summary>
    /// <param name="rowCount">Rows, all of which the chunk must have.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="ParquetFormatException">The chunk is damaged.</exception>
    public ValueTask ReadAsync(int rowCount, CancellationToken cancellationToken)
        => LocateErrorsAsync(Node.Repetition == 0 ? ReadFlatAsync(rowCount, cancellationToken) : ReadRepeatedAsync(rowCount, cancellationToken));

    /// <summary>Passes over the next rows.</summary>
    /// <param name="rowCount">Rows, all of which the chunk must have.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="ParquetFormatException">The chunk is damaged.</exception>
    public ValueTask SkipAsync(int rowCount, CancellationToken cancellationToken)
        => LocateErrorsAsync(Node.Repetition == 0 ? SkipFlatAsync(rowCount, cancellationToken) : SkipRepeatedAsync(rowCount, cancellationToken));

    /// <summary>Hands over the column of the slots read, which the caller owns. Levels stay until <see cref="Clear"/>.</summary>
    public Column Build()
    {
        var length = SlotCount;
        SlotCount = 0;
        return BuildColumn(length, _validity.Detach());
    }

    /// <summary>Drops what was read.</summary>
    public void Clear()
    {
        _definitions.Truncate(0);
        _repetitions.Truncate(0);
        _validity.Clear();
        _rowsStarted = 0;
        SlotCount = 0;
        ClearValues();
    }

    public void Dispose()
    {
        _pages?.Dispose();
        _pages = null;
        _definitions.Dispose();
        _repetitions.Dispose();
        _validity.Dispose();
        DisposeValues();
    }

    /// <summary>The value of a bound of statistics as of <see cref="Column.GetValue"/>, or null when it is not one.</summary>
    /// <param name="plain">A plain-encoded value without a length.</param>
    public abstract object? ReadBound(ReadOnlySpan<byte> plain);

    /// <summary>Takes the entries of a dictionary page.</summary>
    protected abstract void LoadDictionary(ReadOnlyMemory<byte> page, int count);

    /// <summary>Starts on the values of a page.</summary>
    /// <param name="encoding">Plain or another encoding, or <see cref="PageEncoding.RleDictionary"/>.</param>
    /// <param name="values">What follows the levels.</param>
    protected abstract void StartValues(PageEncoding encoding, ReadOnlyMemory<byte> values);

    /// <summary>Decodes values of the current page into slots.</summary>
    /// <param name="slots">Slots to append.</param>
    /// <param name="values">
    /// How many of them hold a value; if not all, the bits of <see cref="ValidityWords"/> from <see cref="SlotCount"/> on say which.
    /// </param>
    protected abstract void AppendSlots(int slots, int values);

    /// <summary>Passes over values of the current page.</summary>
    protected abstract void SkipValues(int count);

    protected abstract Column BuildColumn(int length, Validity validity);

    protected abstract void ClearValues();

    protected abstract void DisposeValues();

    private async ValueTask LocateErrorsAsync(ValueTask reading)
    {
        try
        {
            await reading.ConfigureAwait(false);
        }
        catch (CorruptDataException error)
        {
            throw Located(error.Message, error);
        }
        catch (Exception error) when (error is IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw Located("a page is malformed", error);
        }
    }

    private async ValueTask ReadFlatAsync(int rowCount, CancellationToken cancellationToken)
    {
        while (rowCount > 0)
        {
            if (_pageLeft == 0)
            {
                await NextPageAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            var taken = Math.Min(rowCount, _pageLeft);
            AppendEntries(taken);
            rowCount -= taken;
        }
    }

    private async ValueTask SkipFlatAsync(int rowCount, CancellationToken cancellationToken)
    {
        while (rowCount > 0)
        {
            if (_pageLeft > 0)
            {
                var taken = Math.Min(rowCount, _pageLeft);
                SkipEntries(taken);
                rowCount -= taken;
                continue;
            }

            var header = await ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
            if (header.Kind is PageKind.Data or PageKind.DataV2 && header.ValueCount <= rowCount)
            {
                _pages!.SkipContent(header);
                _entriesLeft -= header.ValueCount;
                rowCount -= header.ValueCount;
            }
            else
            {
                await StartPageAsync(header, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask SkipRepeatedAsync(int rowCount, CancellationToken cancellationToken)
    {
        await ReadRepeatedAsync(rowCount, cancellationToken).ConfigureAwait(false);
        Clear();
    }

    /// <summary>Rows may go on in the next page, so a row is complete only when the next one begins or the chunk ends.</summary>
    private async ValueTask ReadRepeatedAsync(int rowCount, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_pageLeft == 0)
            {
                if (_entriesLeft == 0)
                {
                    break;
                }

                await NextPageAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            var taken = TakeRepetitions(rowCount);
            if (taken == 0)
            {
                break;
            }

            AppendEntries(taken);
        }

        if (_rowsStarted < rowCount)
        {
            throw new CorruptDataException($"the column chunk ends {rowCount - _rowsStarted} rows before the row group does");
        }
    }

    /// <summary>Takes repetition levels up to the first that begins a row beyond those wanted, and returns how many.</summary>
    private int TakeRepetitions(int rowCount)
    {
        if (_pendingStart == _pendingEnd)
        {
            _pendingStart = 0;
            _pendingEnd = Math.Min(_pageLeft, _pending.Length);
            _repetitionDecoder.Decode(_pending.AsSpan(0, _pendingEnd));
            CheckLevels(_pending.AsSpan(0, _pendingEnd), Node.Repetition);
        }

        var levels = _pending.AsSpan(_pendingStart, _pendingEnd - _pendingStart);
        if (_rowsStarted == 0 && levels[0] != 0)
        {
            throw new CorruptDataException($"the first entry has repetition level {levels[0]}, but a row begins with 0");
        }

        var taken = 0;
        while (taken < levels.Length && (levels[taken] != 0 || _rowsStarted < rowCount))
        {
            _rowsStarted += levels[taken++] == 0 ? 1 : 0;
        }

        if (_repetitions.Count + taken > MaxRepeatedElements + (8 * _pageByteCount))
        {
            throw new CorruptDataException($"{_rowsStarted} rows have more than {_repetitions.Count} elements");
        }

        _repetitions.Append(levels[..taken]);
        _pendingStart += taken;
        return taken;
    }

    private void AppendEntries(int count)
    {
        int slots, values;
        if (Node.Definition == 0)
        {
            slots = values = count;
        }
        else if (!IsNested)
        {
            var start = _validity.Count;
            _validity.Extend(count);
            slots = count;
            values = _definitionDecoder.DecodeBits(_validity.Words, start, count);
            _validity.AddValues(values);
        }
        else
        {
            var levels = _definitions.Reserve(count);
            _definitionDecoder.Decode(levels);
            CheckLevels(levels, Node.Definition);
            (slots, values) = LevelKernels.AppendValidity(levels, Node.SlotDefinition, Node.Definition, _validity);
        }

        AppendSlots(slots, values);
        SlotCount += slots;
        _pageLeft -= count;
    }

    private static void CheckLevels(ReadOnlySpan<byte> levels, int largest)
    {
        var wrong = levels.IndexOfAnyExceptInRange((byte)0, (byte)largest);
        if (wrong >= 0)
        {
            throw new CorruptDataException($"a level of {levels[wrong]}, expected 0 to {largest}");
        }
    }

    private void SkipEntries(int count)
    {
        _pageLeft -= count;
        if (Node.Definition == 0)
        {
            SkipValues(count);
            return;
        }

        Span<byte> levels = stackalloc byte[256];
        var values = 0;
        while (count > 0)
        {
            var part = levels[..Math.Min(count, levels.Length)];
            _definitionDecoder.Decode(part);
            values += part.Count((byte)Node.Definition);
            count -= part.Length;
        }

        SkipValues(values);
    }

    private async ValueTask NextPageAsync(CancellationToken cancellationToken)
    {
        var header = await ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
        await StartPageAsync(header, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<PageHeader> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var header = await _pages!.ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
        return header.Kind is PageKind.Data or PageKind.DataV2 && header.ValueCount > _entriesLeft
            ? throw new CorruptDataException($"the page has {header.ValueCount} values, but {_entriesLeft} are left in the column chunk")
            : header;
    }

    private async ValueTask StartPageAsync(PageHeader header, CancellationToken cancellationToken)
    {
        switch (header.Kind)
        {
            case PageKind.Dictionary:
                if (_hasDictionary)
                {
                    throw new CorruptDataException("the column chunk has a second dictionary page");
                }

                var entries = await _pages!.ReadContentAsync(header, cancellationToken).ConfigureAwait(false);
                StartDictionary(header, entries);
                break;
            case PageKind.Data or PageKind.DataV2:
                var page = await _pages!.ReadContentAsync(header, cancellationToken).ConfigureAwait(false);
                StartPage(header, page);
                break;
            default:
                _pages!.SkipContent(header);
                break;
        }
    }

    private void StartDictionary(PageHeader header, ReadOnlyMemory<byte> page)
    {
        if (header.Encoding is not (PageEncoding.Plain or PageEncoding.PlainDictionary))
        {
            throw new CorruptDataException($"the dictionary is encoded as {header.Encoding}, expected {PageEncoding.Plain}");
        }

        LoadDictionary(page, header.ValueCount);
        _hasDictionary = true;
    }

    private void StartPage(PageHeader header, ReadOnlyMemory<byte> page)
    {
        _entriesLeft -= header.ValueCount;
        _pageLeft = header.ValueCount;
        _pageByteCount += page.Length;
        _pendingStart = _pendingEnd = 0;
        var values = header.Kind == PageKind.Data ? StartLevels(header, page) : StartLevelsV2(header, page);
        var isCoded = header.Encoding is PageEncoding.PlainDictionary or PageEncoding.RleDictionary;
        if (isCoded && !_hasDictionary)
        {
            throw new CorruptDataException("the page has dictionary codes, but the column chunk has no dictionary");
        }

        StartValues(isCoded ? PageEncoding.RleDictionary : header.Encoding, values);
    }

    private ReadOnlyMemory<byte> StartLevels(PageHeader header, ReadOnlyMemory<byte> page)
    {
        if (Node.Repetition > 0)
        {
            page = page[LevelDecoding.StartV1(_repetitionDecoder, page, header.RepetitionLevelEncoding, Node.Repetition, header.ValueCount)..];
        }

        return Node.Definition == 0
            ? page
            : page[LevelDecoding.StartV1(_definitionDecoder, page, header.DefinitionLevelEncoding, Node.Definition, header.ValueCount)..];
    }

    private ReadOnlyMemory<byte> StartLevelsV2(PageHeader header, ReadOnlyMemory<byte> page)
    {
        var repetitions = page[..header.RepetitionLevelByteCount];
        var definitions = page.Slice(repetitions.Length, header.DefinitionLevelByteCount);
        _repetitionDecoder.Reset(repetitions, LevelDecoding.BitWidth(Node.Repetition));
        _definitionDecoder.Reset(definitions, LevelDecoding.BitWidth(Node.Definition));
        return page[(repetitions.Length + definitions.Length)..];
    }

    private ParquetFormatException Located(string problem, Exception cause)
    {
        var isInPage = _pages is { PageIndex: >= 0 };
        return new ParquetFormatException(problem, _file, Node.DottedPath, isInPage ? _pages!.PageIndex : null, _pages?.PageOffset, cause);
    }
}
