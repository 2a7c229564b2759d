using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Format;

/// <summary>Where a data page lies. Source: parquet.thrift, PageLocation.</summary>
/// <param name="Offset">Position of the page's header in the file.</param>
/// <param name="ByteCount">Bytes of the page as stored, its header included.</param>
/// <param name="FirstRow">0-based position in the row group of the first row of the page; pages begin where rows do.</param>
internal readonly record struct PageLocation(long Offset, int ByteCount, long FirstRow)
{
    public static PageLocation Read(ref CompactReader reader)
    {
        long? offset = null, row = null;
        int? bytes = null;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    offset = reader.Int64(cursor);
                    break;
                case 2:
                    bytes = reader.Int32(cursor);
                    break;
                case 3:
                    row = reader.Int64(cursor);
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        return new PageLocation(
            offset ?? throw new CorruptDataException("a page of the offset index has no position"),
            bytes ?? throw new CorruptDataException("a page of the offset index has no size"),
            row ?? throw new CorruptDataException("a page of the offset index has no first row"));
    }

    public void Write(CompactWriter writer)
    {
        writer.BeginStruct();
        writer.Int64(1, Offset);
        writer.Int32(2, ByteCount);
        writer.Int64(3, FirstRow);
        writer.EndStruct();
    }
}
