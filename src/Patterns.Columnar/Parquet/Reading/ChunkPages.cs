using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Where the data pages of one column chunk lie, and which rows each has: an offset index that was checked.</summary>
internal sealed class ChunkPages
{
    private readonly long[] _offsets;
    private readonly long[] _firstRows;

    /// <param name="index">The index as stored.</param>
    /// <param name="start">Position of the chunk's first byte.</param>
    /// <param name="end">Position behind its last byte.</param>
    /// <param name="rowCount">Rows of the row group.</param>
    /// <exception cref="CorruptDataException">Pages lie outside the chunk, or do not follow each other.</exception>
    public ChunkPages(OffsetIndex index, long start, long end, long rowCount)
    {
        TotalRowCount = rowCount;
        _offsets = [.. index.Pages.Select(static page => page.Offset)];
        _firstRows = [.. index.Pages.Select(static page => page.FirstRow)];
        if (_offsets.Length == 0 && rowCount > 0)
        {
            throw new CorruptDataException($"an offset index without pages, in a column chunk of {rowCount} rows");
        }

        var (offset, row) = (start, 0L);
        for (var page = 0; page < _offsets.Length; page++)
        {
            if (_offsets[page] < offset || _offsets[page] >= end || _firstRows[page] < row || (page == 0 && _firstRows[0] != 0) || _firstRows[page] > rowCount)
            {
                throw new CorruptDataException(
                    $"page {page} of the offset index begins at {_offsets[page]} with row {_firstRows[page]}, in a column chunk from {start} to {end} of {rowCount} rows; the page before it at {offset} with row {row}");
            }

            (offset, row) = (_offsets[page] + 1, _firstRows[page]);
        }
    }

    /// <summary>Rows of the row group.</summary>
    public long TotalRowCount { get; }

    public int Count => _offsets.Length;

    /// <summary>0-based row of the row group with which each page begins.</summary>
    public ReadOnlySpan<long> FirstRows => _firstRows;

    public long Offset(int page) => _offsets[page];

    public long RowCount(int page) => (page + 1 < Count ? _firstRows[page + 1] : TotalRowCount) - _firstRows[page];

    /// <summary>The page that holds a row.</summary>
    /// <param name="row">0-based row of the row group.</param>
    public int Find(long row)
    {
        // Of pages that begin with the same row, all but the last are empty.
        var page = Array.BinarySearch(_firstRows, row);
        page = page < 0 ? ~page - 1 : page;
        while (page + 1 < Count && _firstRows[page + 1] <= row)
        {
            page++;
        }

        return page;
    }
}
