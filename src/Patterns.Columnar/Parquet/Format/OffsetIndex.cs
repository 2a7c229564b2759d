using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Format;

/// <summary>Where the data pages of a column chunk lie. Source: parquet.thrift, OffsetIndex; parquet-format, PageIndex.md.</summary>
internal sealed record OffsetIndex
{
    /// <summary>The pages in the order of their rows.</summary>
    public required IReadOnlyList<PageLocation> Pages { get; init; }

    public static OffsetIndex Read(ReadOnlySpan<byte> data)
    {
        var reader = new CompactReader(data);
        List<PageLocation>? pages = null;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            if (cursor.Id == 1)
            {
                pages = ReadPages(ref reader, cursor);
            }
            else
            {
                reader.Skip(cursor);
            }
        }

        return new OffsetIndex { Pages = pages ?? throw new CorruptDataException("an offset index has no pages") };
    }

    public void Write(CompactWriter writer)
    {
        writer.BeginStruct();
        writer.List(1, CompactType.Struct, Pages.Count);
        foreach (var page in Pages)
        {
            page.Write(writer);
        }

        writer.EndStruct();
    }

    private static List<PageLocation> ReadPages(ref CompactReader reader, in StructCursor cursor)
    {
        var count = reader.List(cursor, CompactType.Struct);
        var pages = new List<PageLocation>();
        for (var index = 0; index < count; index++)
        {
            pages.Add(PageLocation.Read(ref reader));
        }

        return pages;
    }
}
