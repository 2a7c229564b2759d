using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>
/// Where a reader stands among the pages of one column chunk: walks from page to page, jumps where the offset index says where to, and checks that the
/// pages are those that the footer and the index promise.
/// </summary>
/// <param name="pages">The pages; owned.</param>
/// <param name="entryCount">Values including nulls and empty lists.</param>
/// <param name="index">Where the pages lie; null when that is not known or all are read.</param>
/// <param name="isFlat">Whether every row is one entry.</param>
internal sealed class ChunkCursor(PageReader pages, long entryCount, ChunkPages? index, bool isFlat) : IDisposable
{
    private int _nextDataPage;
    private long _entriesLeft = entryCount;
    private bool _hasJumpedOverEntries;

    /// <summary>0-based number of the current page, a dictionary page counted; -1 before the first.</summary>
    public int PageIndex => pages.PageIndex;

    /// <summary>0-based position in the file of the current page's header.</summary>
    public long PageOffset => pages.PageOffset;

    /// <summary>Whether the dictionary page was read.</summary>
    public bool HasDictionary { get; private set; }

    /// <summary>Whether the chunk has no more pages; after a jump only the index can tell.</summary>
    public bool IsAtEnd => _hasJumpedOverEntries ? _nextDataPage == index!.Count : _entriesLeft == 0;

    /// <summary>Whether a dictionary page may lie before the first data page, which nothing was read of yet.</summary>
    public bool IsBeforeDictionary => _nextDataPage == 0 && pages.PageIndex < 0 && index is not null && pages.PageOffset < index.Offset(0);

    /// <summary>Reads the header of the next page. Its content must then be read or skipped.</summary>
    public async ValueTask<PageHeader> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var header = await pages.ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
        return header.Kind is PageKind.Data or PageKind.DataV2 && header.ValueCount > _entriesLeft
            ? throw new CorruptDataException($"the page has {header.ValueCount} values, but {_entriesLeft} are left in the column chunk")
            : header;
    }

    /// <summary>The content of the page whose header was just read, decompressed; valid until the next header is read.</summary>
    public ValueTask<ReadOnlyMemory<byte>> ReadContentAsync(PageHeader header, CancellationToken cancellationToken) => pages.ReadContentAsync(header, cancellationToken);

    /// <summary>Passes over the content of the page whose header was just read.</summary>
    public void SkipContent(PageHeader header) => pages.SkipContent(header);

    /// <summary>Takes note of a dictionary page.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="byteCount">Memory that its entries take as long as the chunk is read.</param>
    public void BeginDictionary(PageHeader header, long byteCount)
    {
        if (HasDictionary)
        {
            throw new CorruptDataException("the column chunk has a second dictionary page");
        }

        if (header.Encoding is not (PageEncoding.Plain or PageEncoding.PlainDictionary))
        {
            throw new CorruptDataException($"the dictionary is encoded as {header.Encoding}, expected {PageEncoding.Plain}");
        }

        pages.KeepDictionary(byteCount);
        HasDictionary = true;
    }

    /// <summary>Takes note of a data page that is read or passed over.</summary>
    public void BeginData(PageHeader header)
    {
        if (index is not null)
        {
            CheckIndex(index, header);
            _nextDataPage++;
        }

        _entriesLeft -= header.ValueCount;
    }

    /// <summary>The page that a row is in, if it is known and was not begun yet.</summary>
    public bool TryFind(long row, out int page)
    {
        page = index?.Find(row) ?? -1;
        return index is not null && page >= _nextDataPage;
    }

    /// <summary>Goes to the begin of a page of <see cref="TryFind"/>.</summary>
    /// <returns>The page's first row.</returns>
    public long JumpTo(int page)
    {
        var first = index!.FirstRows[page];
        pages.JumpTo(page + (HasDictionary ? 1 : 0), index.Offset(page));
        _entriesLeft = isFlat ? index.TotalRowCount - first : _entriesLeft;
        _hasJumpedOverEntries = !isFlat;
        _nextDataPage = page;
        return first;
    }

    public void Dispose() => pages.Dispose();

    /// <summary>A page must be where the index says, with as many rows, or rows were passed over that should not have been.</summary>
    private void CheckIndex(ChunkPages expected, PageHeader header)
    {
        if (_nextDataPage == expected.Count || pages.PageOffset != expected.Offset(_nextDataPage))
        {
            throw new CorruptDataException(
                $"data page {_nextDataPage} begins here, but the offset index has {expected.Count} pages{(_nextDataPage < expected.Count ? $", of which this one begins at {expected.Offset(_nextDataPage)}" : "")}");
        }

        var rows = isFlat ? header.ValueCount : header.RowCount;
        if (rows is { } count && count != expected.RowCount(_nextDataPage))
        {
            throw new CorruptDataException($"the page has {count} rows, but the offset index says {expected.RowCount(_nextDataPage)}");
        }
    }
}
