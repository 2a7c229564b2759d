using System.Buffers.Binary;
using Patterns.Columnar.Parquet.Encodings;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Tests.Parquet;

/// <summary>Writes page indexes into a file that has none, by going through its pages, which must be uncompressed.</summary>
internal static class PageIndexes
{
    private const int TailByteCount = 8;

    /// <summary>Tells the bounds of a column in rows of a row group, or null for a column that gets no column index.</summary>
    public delegate (byte[] Min, byte[] Max, long Nulls)? FindBounds(string column, int rowGroup, long firstRow, long endRow);

    /// <param name="file">The file.</param>
    /// <param name="findBounds">Tells bounds.</param>
    /// <param name="error">How far the index is wrong from the fourth page of each chunk on.</param>
    public static byte[] Add(byte[] file, FindBounds findBounds, (long Row, long Offset) error = default)
    {
        var footerStart = file.Length - TailByteCount - BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - TailByteCount));
        var footer = FileMetadata.Read(file.AsSpan(footerStart, file.Length - TailByteCount - footerStart));
        var output = new List<byte>(file.AsSpan(0, footerStart).ToArray());
        using var writer = new CompactWriter();
        var rowGroups = new List<RowGroupMetadata>();
        foreach (var rowGroup in footer.RowGroups)
        {
            var chunks = new List<ColumnChunkMetadata>();
            foreach (var chunk in rowGroup.Columns)
            {
                var pages = FindPages(file, chunk);
                for (var page = 3; page < pages.Count; page++)
                {
                    pages[page] = pages[page] with { FirstRow = pages[page].FirstRow + error.Row, Offset = pages[page].Offset + error.Offset };
                }

                writer.Clear();
                new OffsetIndex { Pages = pages }.Write(writer);
                var changed = chunk with { OffsetIndexOffset = output.Count, OffsetIndexLength = writer.Written.Length };
                output.AddRange(writer.Written);
                var bounds = pages.Select((page, number) => findBounds(
                    chunk.Path[0], rowGroups.Count, page.FirstRow, number + 1 < pages.Count ? pages[number + 1].FirstRow : rowGroup.RowCount)).ToList();
                if (bounds.All(static bound => bound is not null))
                {
                    writer.Clear();
                    new ColumnIndex
                    {
                        IsNullPage = [.. bounds.Select((bound, number) => bound!.Value.Min.Length == 0)],
                        Min = [.. bounds.Select(static bound => bound!.Value.Min)],
                        Max = [.. bounds.Select(static bound => bound!.Value.Max)],
                        NullCounts = [.. bounds.Select(static bound => bound!.Value.Nulls)],
                        Order = BoundaryOrder.Unordered,
                    }.Write(writer);
                    changed = changed with { ColumnIndexOffset = output.Count, ColumnIndexLength = writer.Written.Length };
                    output.AddRange(writer.Written);
                }

                chunks.Add(changed);
            }

            rowGroups.Add(rowGroup with { Columns = chunks });
        }

        return WithFooter(output, footer with { RowGroups = rowGroups });
    }

    /// <summary>The file as a writer without page indexes leaves it.</summary>
    public static byte[] Remove(byte[] file)
    {
        var footerStart = file.Length - TailByteCount - BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - TailByteCount));
        var footer = FileMetadata.Read(file.AsSpan(footerStart, file.Length - TailByteCount - footerStart));
        return WithFooter(file[..footerStart], footer with
        {
            RowGroups = [.. footer.RowGroups.Select(static rowGroup => rowGroup with
            {
                Columns = [.. rowGroup.Columns.Select(static chunk => chunk with { OffsetIndexOffset = null, ColumnIndexOffset = null })],
            })],
        });
    }

    private static byte[] WithFooter(IEnumerable<byte> pages, FileMetadata footer)
    {
        using var writer = new CompactWriter();
        footer.Write(writer);
        var tail = new byte[TailByteCount];
        BinaryPrimitives.WriteInt32LittleEndian(tail, writer.Written.Length);
        "PAR1"u8.CopyTo(tail.AsSpan(4));
        return [.. pages, .. writer.Written, .. tail];
    }

    private static List<PageLocation> FindPages(byte[] file, ColumnChunkMetadata chunk)
    {
        var pages = new List<PageLocation>();
        var position = (int)(chunk.DictionaryPageOffset ?? chunk.DataPageOffset);
        var row = 0L;
        for (var values = 0L; values < chunk.ValueCount;)
        {
            var header = PageHeader.Read(file.AsSpan(position), out var length);
            if (header.Kind == PageKind.Data)
            {
                pages.Add(new PageLocation(position, length + header.CompressedByteCount, row));
                values += header.ValueCount;
                row += chunk.Path.Count == 1 ? header.ValueCount : CountRows(file.AsMemory(position + length, header.CompressedByteCount), header.ValueCount);
            }

            position += length + header.CompressedByteCount;
        }

        return pages;
    }

    /// <summary>The repetition levels of a list, which are 0 where a row begins.</summary>
    private static int CountRows(ReadOnlyMemory<byte> page, int valueCount)
    {
        var levels = new byte[valueCount];
        var decoder = new HybridDecoder();
        decoder.Reset(page.Slice(4, BinaryPrimitives.ReadInt32LittleEndian(page.Span)), 1);
        decoder.Decode(levels);
        return levels.Count(static level => level == 0);
    }
}
