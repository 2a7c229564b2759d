using Patterns.Columnar.Parquet.Bloom;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Finds the rows of a row group of which a filter may be true, by what the file says of the row group and of its pages.</summary>
/// <param name="filter">The condition.</param>
/// <param name="columns">The columns that it may ask for.</param>
internal sealed class PagePruning(BoundExpression filter, IReadOnlyList<FilteredColumn> columns)
{
    /// <summary>The rows that may be wanted.</summary>
    /// <param name="rowGroup">The row group.</param>
    /// <param name="index">Reads the file's page indexes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ParquetFormatException">A page index is damaged.</exception>
    public async ValueTask<RowRanges> FindAsync(RowGroupMetadata rowGroup, PageIndexReader index, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, ColumnStatistics>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            known[column.Name] = column.Statistics.OfChunk(rowGroup.Columns[column.Leaf.LeafIndex], rowGroup.RowCount);
        }

        // Bloom filters are read only of columns whose bounds alone do not rule the row group out, and that are compared with single values.
        var asked = new HashSet<string>(StringComparer.Ordinal);
        if (!filter.MayBeTrue(known.GetValueOrDefault, (name, _) => asked.Add(name) || true)
            || (asked.Count > 0 && await IsRuledOutAsync(rowGroup, index, known, asked, cancellationToken).ConfigureAwait(false)))
        {
            return new RowRanges();
        }

        var pages = new List<IndexedPages>();
        foreach (var column in columns)
        {
            if (await ReadAsync(column, rowGroup, index, cancellationToken).ConfigureAwait(false) is { } indexed)
            {
                pages.Add(indexed);
            }
        }

        return pages.Count == 0 ? RowRanges.All(rowGroup.RowCount) : Find(rowGroup.RowCount, pages, known);
    }

    private async ValueTask<bool> IsRuledOutAsync(
        RowGroupMetadata rowGroup, PageIndexReader index, Dictionary<string, ColumnStatistics> known, HashSet<string> asked, CancellationToken cancellationToken)
    {
        var blooms = new Dictionary<string, (LeafShape Shape, BloomFilter Filter)>(StringComparer.Ordinal);
        foreach (var column in columns.Where(column => asked.Contains(column.Name)))
        {
            var chunk = rowGroup.Columns[column.Leaf.LeafIndex];
            if (await index.ReadBloomFilterAsync(column.Leaf, chunk, cancellationToken).ConfigureAwait(false) is { } bloom)
            {
                blooms.Add(column.Name, (column.Shape, bloom));
            }
        }

        return blooms.Count > 0 && !filter.MayBeTrue(
            known.GetValueOrDefault,
            (name, value) => !blooms.TryGetValue(name, out var bloom) || !BloomKey.TryHash(bloom.Shape, value, out var hash) || bloom.Filter.MightContain(hash));
    }

    private static async ValueTask<IndexedPages?> ReadAsync(
        FilteredColumn column, RowGroupMetadata rowGroup, PageIndexReader index, CancellationToken cancellationToken)
    {
        var chunk = rowGroup.Columns[column.Leaf.LeafIndex];
        if (chunk is { ColumnIndexOffset: null } or { FilePath: not null } || await index.ReadPagesAsync(column.Leaf, rowGroup, cancellationToken).ConfigureAwait(false) is not { } pages)
        {
            return null;
        }

        var bounds = await index.ReadBoundsAsync(column.Leaf, chunk, pages.Count, cancellationToken).ConfigureAwait(false);
        return bounds is null || pages.Count < 2 ? null : new IndexedPages(column, pages, bounds);
    }

    /// <summary>Asks the filter for every stretch of rows in which no column begins a new page.</summary>
    private RowRanges Find(long rowCount, List<IndexedPages> pages, Dictionary<string, ColumnStatistics> known)
    {
        var ranges = new RowRanges();
        for (var start = 0L; start < rowCount;)
        {
            var end = rowCount;
            foreach (var column in pages)
            {
                end = Math.Min(end, column.MoveTo(start));
                known[column.Name] = column.Current;
            }

            if (filter.MayBeTrue(known.GetValueOrDefault))
            {
                ranges.Add(start, end);
            }

            start = end;
        }

        return ranges;
    }

    /// <summary>Walks the pages of a column that has both indexes.</summary>
    private sealed class IndexedPages(FilteredColumn column, ChunkPages pages, ColumnIndex bounds)
    {
        private int _page = -1;

        public string Name => column.Name;

        /// <summary>What is known of the page of the row moved to.</summary>
        public ColumnStatistics Current { get; private set; } = new() { RowCount = 0 };

        /// <summary>Moves to the page of a row and returns the first row of the next page.</summary>
        public long MoveTo(long row)
        {
            var page = pages.Find(row);
            if (page != _page)
            {
                _page = page;
                Current = column.Statistics.OfPage(bounds, page, pages.RowCount(page));
            }

            return pages.FirstRows[page] + pages.RowCount(page);
        }
    }
}
