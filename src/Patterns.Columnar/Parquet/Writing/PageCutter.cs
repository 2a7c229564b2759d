namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Cuts a column chunk into pages, which begin where rows do, none with more rows or bytes than allowed unless it is a single row.</summary>
internal static class PageCutter
{
    public static void Cut(LeafWriter leaf, ParquetWriterOptions options, List<PageSpan> pages)
    {
        pages.Clear();
        var (entry, value, row) = (0, 0, 0);
        while (entry < leaf.EntryCount)
        {
            var (entries, rows) = leaf.Repetitions is { } repetitions
                ? NestedPage(leaf, repetitions, options, entry, value)
                : FlatPage(leaf, options, entry, value);
            var values = leaf.CountValues(entry, entries);
            pages.Add(new PageSpan(entry, entries, value, values, row));
            entry += entries;
            value += values;
            row += rows;
        }
    }

    private static (int Entries, int Rows) FlatPage(LeafWriter leaf, ParquetWriterOptions options, int entry, int value)
    {
        var count = Math.Min(options.PageRowLimit, leaf.EntryCount - entry);
        if (leaf.PlainByteCount(value, leaf.CountValues(entry, count)) > options.PageByteLimit)
        {
            // The largest number of rows that fits, by bisection.
            var (fits, tooMany) = (1, count);
            while (fits + 1 < tooMany)
            {
                var middle = (fits + tooMany) >> 1;
                if (leaf.PlainByteCount(value, leaf.CountValues(entry, middle)) <= options.PageByteLimit)
                {
                    fits = middle;
                }
                else
                {
                    tooMany = middle;
                }
            }

            count = fits;
        }

        return (count, count);
    }

    private static (int Entries, int Rows) NestedPage(LeafWriter leaf, ChunkLevels repetitions, ParquetWriterOptions options, int entry, int value)
    {
        var (end, rows, bytes) = (entry, 0, 0L);
        while (end < leaf.EntryCount && rows < options.PageRowLimit)
        {
            var rowEnd = repetitions.RowEnd(end);
            var values = leaf.CountValues(end, rowEnd - end);
            bytes += leaf.PlainByteCount(value, values);
            if (rows > 0 && (bytes > options.PageByteLimit || rowEnd - entry > options.PageByteLimit))
            {
                break;
            }

            end = rowEnd;
            value += values;
            rows++;
        }

        return (end - entry, rows);
    }
}
