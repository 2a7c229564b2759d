using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Format;

/// <summary>Some rows, column by column. Source: parquet.thrift, RowGroup.</summary>
internal sealed record RowGroupMetadata
{
    /// <summary>One per leaf column, in the order of the schema.</summary>
    public required IReadOnlyList<ColumnChunkMetadata> Columns { get; init; }

    /// <summary>Uncompressed bytes of all pages.</summary>
    public long ByteCount { get; init; }

    public required long RowCount { get; init; }

    /// <summary>The keys by which the rows are sorted, the first counting most; empty when they are not or the writer did not say.</summary>
    public IReadOnlyList<SortingColumn> SortingColumns { get; init; } = [];

    public static RowGroupMetadata Read(ref CompactReader reader)
    {
        List<ColumnChunkMetadata>? columns = null;
        var bytes = 0L;
        long? rows = null;
        IReadOnlyList<SortingColumn> sorting = [];
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    columns = ReadColumns(ref reader, cursor);
                    break;
                case 2:
                    bytes = reader.Int64(cursor);
                    break;
                case 3:
                    rows = reader.Int64(cursor);
                    break;
                case 4:
                    sorting = ReadSorting(ref reader, cursor);
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        return new RowGroupMetadata
        {
            Columns = columns ?? throw new CorruptDataException("a row group has no columns"),
            ByteCount = bytes,
            RowCount = rows ?? throw new CorruptDataException("a row group has no number of rows"),
            SortingColumns = sorting,
        };
    }

    public void Write(CompactWriter writer)
    {
        writer.BeginStruct();
        writer.List(1, CompactType.Struct, Columns.Count);
        foreach (var column in Columns)
        {
            column.Write(writer);
        }

        writer.Int64(2, ByteCount);
        writer.Int64(3, RowCount);
        if (SortingColumns.Count > 0)
        {
            writer.List(4, CompactType.Struct, SortingColumns.Count);
            foreach (var column in SortingColumns)
            {
                column.Write(writer);
            }
        }

        if (Columns.Count > 0)
        {
            writer.Int64(5, Columns[0].DictionaryPageOffset ?? Columns[0].DataPageOffset);
            writer.Int64(6, Columns.Sum(static column => column.CompressedByteCount));
        }

        writer.EndStruct();
    }

    private static List<ColumnChunkMetadata> ReadColumns(ref CompactReader reader, in StructCursor cursor)
    {
        var count = reader.List(cursor, CompactType.Struct);
        var columns = new List<ColumnChunkMetadata>();
        for (var index = 0; index < count; index++)
        {
            columns.Add(ColumnChunkMetadata.Read(ref reader));
        }

        return columns;
    }

    private static List<SortingColumn> ReadSorting(ref CompactReader reader, in StructCursor cursor)
    {
        var count = reader.List(cursor, CompactType.Struct);
        var columns = new List<SortingColumn>();
        for (var index = 0; index < count; index++)
        {
            columns.Add(SortingColumn.Read(ref reader));
        }

        return columns;
    }
}
