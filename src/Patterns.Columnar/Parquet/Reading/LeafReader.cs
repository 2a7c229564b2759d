using Patterns.Columnar.Memory;
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
    private const int RowsSkippedAtATime = 4096;

    private readonly LeafLevels _levels;
    private ChunkCursor? _chunk;
    private string _file = "";
    private long _row;
    private long _pageByteCount;
    private int _pageLeft;

    protected LeafReader(SchemaNode node)
    {
        Node = node;
        _levels = new LeafLevels(node);
    }

    public SchemaNode Node { get; }

    /// <summary>One per entry of the rows read; empty for a leaf that is not nested, or that is required all the way from the root.</summary>
    public ReadOnlySpan<byte> Definitions => _levels.Definitions;

    /// <summary>One per entry of the rows read; empty for a leaf that is not in a list.</summary>
    public ReadOnlySpan<byte> Repetitions => _levels.Repetitions;

    /// <summary>Slots of the rows read.</summary>
    public int SlotCount { get; private set; }

    protected ReadOnlySpan<ulong> ValidityWords => _levels.ValidityWords;

    /// <summary>Starts on a column chunk.</summary>
    /// <param name="pages">Its pages; disposed with this reader or when the next chunk is opened.</param>
    /// <param name="file">Path of the file, for errors.</param>
    /// <param name="entryCount">Values including nulls and empty lists.</param>
    /// <param name="index">Where the pages lie, for rows that are passed over; null when that is not known.</param>
    public void Open(PageReader pages, string file, long entryCount, ChunkPages? index)
    {
        _chunk?.Dispose();
        _chunk = new ChunkCursor(pages, entryCount, index, isFlat: Node.Repetition == 0);
        _file = file;
        _row = 0;
        _pageByteCount = 0;
        _pageLeft = 0;
        _levels.DropPage();
        Clear();
    }

    /// <summary>Reads the next rows.</summary>
    /// <param name="rowCount">Rows, all of which the chunk must have.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="ParquetFormatException">The chunk is damaged.</exception>
    public ValueTask ReadAsync(int rowCount, CancellationToken cancellationToken)
    {
        _row += rowCount;
        return LocateErrorsAsync(Node.Repetition == 0 ? ReadFlatAsync(rowCount, cancellationToken) : ReadRepeatedAsync(rowCount, cancellationToken));
    }

    /// <summary>Reads some of the next rows, and of a leaf outside lists only these.</summary>
    /// <param name="rowCount">Rows to read from or pass over, all of which the chunk must have.</param>
    /// <param name="selected">The rows to read.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="ParquetFormatException">The chunk is damaged.</exception>
    public ValueTask ReadSelectedAsync(int rowCount, SelectedRuns selected, CancellationToken cancellationToken)
    {
        _row += rowCount;
        return LocateErrorsAsync(ReadSelectedFlatAsync(rowCount, selected, cancellationToken));
    }

    /// <summary>Passes over the next rows.</summary>
    /// <param name="rowCount">Rows, all of which the chunk must have.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="ParquetFormatException">The chunk is damaged.</exception>
    public ValueTask SkipAsync(long rowCount, CancellationToken cancellationToken) => LocateErrorsAsync(SkipRowsAsync(rowCount, cancellationToken));

    /// <summary>Hands over the column of the slots read, which the caller owns. Levels stay until <see cref="Clear"/>.</summary>
    public Column Build()
    {
        var length = SlotCount;
        SlotCount = 0;
        return BuildColumn(length, _levels.DetachValidity());
    }

    /// <summary>Drops what was read.</summary>
    public void Clear()
    {
        _levels.Clear();
        SlotCount = 0;
        ClearValues();
    }

    public void Dispose()
    {
        _chunk?.Dispose();
        _chunk = null;
        _levels.Dispose();
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

    private async ValueTask ReadSelectedFlatAsync(int rowCount, SelectedRuns selected, CancellationToken cancellationToken)
    {
        var run = 0;
        for (var row = 0; row < rowCount;)
        {
            if (_pageLeft == 0)
            {
                var nextSelected = run < selected.Runs.Length ? selected.Runs[run].Start : rowCount;
                if (nextSelected > row)
                {
                    row += await SkipPageAsync(nextSelected - row, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                await NextPageAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            var end = Math.Min(rowCount, row + _pageLeft);
            AppendRuns(selected.Runs, ref run, row, end);
            row = end;
        }
    }

    /// <summary>Reads the selected rows of a part of the page.</summary>
    private void AppendRuns(ReadOnlySpan<(int Start, int End)> runs, ref int run, int row, int end)
    {
        while (row < end)
        {
            var (start, stop) = run < runs.Length ? runs[run] : (end, end);
            if (start > row)
            {
                var gap = Math.Min(start, end) - row;
                SkipEntries(gap);
                row += gap;
                continue;
            }

            var taken = Math.Min(stop, end) - row;
            AppendEntries(taken);
            row += taken;
            run += row == stop ? 1 : 0;
        }
    }

    /// <summary>Passes over one page if no more than that many rows are in it, else starts on it; returns how many rows were passed over.</summary>
    private async ValueTask<int> SkipPageAsync(long rowCount, CancellationToken cancellationToken)
    {
        var header = await _chunk!.ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
        if (header.Kind is PageKind.Data or PageKind.DataV2 && header.ValueCount <= rowCount)
        {
            _chunk.SkipContent(header);
            _chunk.BeginData(header);
            return header.ValueCount;
        }

        await StartPageAsync(header, cancellationToken).ConfigureAwait(false);
        return 0;
    }

    private async ValueTask SkipRowsAsync(long rowCount, CancellationToken cancellationToken)
    {
        var target = _row + rowCount;
        if (_chunk!.TryFind(target, out var page))
        {
            await JumpAsync(page, cancellationToken).ConfigureAwait(false);
        }

        rowCount = target - _row;
        _row = target;
        if (Node.Repetition == 0)
        {
            await SkipFlatAsync(rowCount, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await SkipRepeatedAsync(rowCount, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Goes to the begin of a page that was not started yet.</summary>
    private async ValueTask JumpAsync(int page, CancellationToken cancellationToken)
    {
        if (_chunk!.IsBeforeDictionary)
        {
            // What lies before the first data page is the dictionary.
            await NextPageAsync(cancellationToken).ConfigureAwait(false);
        }

        _row = _chunk.JumpTo(page);
        _pageLeft = 0;
        _levels.DropPage();
        Clear();
    }

    private async ValueTask SkipFlatAsync(long rowCount, CancellationToken cancellationToken)
    {
        while (rowCount > 0)
        {
            if (_pageLeft == 0)
            {
                rowCount -= await SkipPageAsync(rowCount, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var taken = (int)Math.Min(rowCount, _pageLeft);
            SkipEntries(taken);
            rowCount -= taken;
        }
    }

    private async ValueTask SkipRepeatedAsync(long rowCount, CancellationToken cancellationToken)
    {
        while (rowCount > 0)
        {
            // Levels of rows passed over are dropped before they become many.
            var taken = (int)Math.Min(rowCount, RowsSkippedAtATime);
            await ReadRepeatedAsync(taken, cancellationToken).ConfigureAwait(false);
            Clear();
            rowCount -= taken;
        }
    }

    /// <summary>Rows may go on in the next page, so a row is complete only when the next one begins or the chunk ends.</summary>
    private async ValueTask ReadRepeatedAsync(int rowCount, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_pageLeft == 0)
            {
                if (_chunk!.IsAtEnd)
                {
                    break;
                }

                await NextPageAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            var taken = _levels.TakeRepetitions(rowCount, _pageLeft, MaxRepeatedElements + (8 * _pageByteCount));
            if (taken == 0)
            {
                break;
            }

            AppendEntries(taken);
        }

        if (_levels.RowsStarted < rowCount)
        {
            throw new CorruptDataException($"the column chunk ends {rowCount - _levels.RowsStarted} rows before the row group does");
        }
    }

    private void AppendEntries(int count)
    {
        var (slots, values) = _levels.TakeDefinitions(count);
        AppendSlots(slots, values);
        SlotCount += slots;
        _pageLeft -= count;
    }

    private void SkipEntries(int count)
    {
        _pageLeft -= count;
        SkipValues(_levels.SkipDefinitions(count));
    }

    private async ValueTask NextPageAsync(CancellationToken cancellationToken)
    {
        var header = await _chunk!.ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
        await StartPageAsync(header, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask StartPageAsync(PageHeader header, CancellationToken cancellationToken)
    {
        switch (header.Kind)
        {
            case PageKind.Dictionary:
                _chunk!.BeginDictionary(header, header.UncompressedByteCount + ((long)header.ValueCount * sizeof(int)));
                var entries = await _chunk.ReadContentAsync(header, cancellationToken).ConfigureAwait(false);
                LoadDictionary(entries, header.ValueCount);
                break;
            case PageKind.Data or PageKind.DataV2:
                var page = await _chunk!.ReadContentAsync(header, cancellationToken).ConfigureAwait(false);
                StartPage(header, page);
                break;
            default:
                _chunk!.SkipContent(header);
                break;
        }
    }

    private void StartPage(PageHeader header, ReadOnlyMemory<byte> page)
    {
        _chunk!.BeginData(header);
        _pageLeft = header.ValueCount;
        _pageByteCount += page.Length;
        var values = _levels.StartPage(header, page);
        var isCoded = header.Encoding is PageEncoding.PlainDictionary or PageEncoding.RleDictionary;
        if (isCoded && !_chunk.HasDictionary)
        {
            throw new CorruptDataException("the page has dictionary codes, but the column chunk has no dictionary");
        }

        StartValues(isCoded ? PageEncoding.RleDictionary : header.Encoding, values);
    }

    private ParquetFormatException Located(string problem, Exception cause)
    {
        var isInPage = _chunk is { PageIndex: >= 0 };
        return new ParquetFormatException(problem, _file, Node.DottedPath, isInPage ? _chunk!.PageIndex : null, _chunk?.PageOffset, cause);
    }
}
