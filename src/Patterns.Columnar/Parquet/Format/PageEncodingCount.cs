using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Format;

/// <summary>How many pages of a column chunk have which encoding. Source: parquet.thrift, PageEncodingStats.</summary>
internal readonly record struct PageEncodingCount(PageKind Kind, PageEncoding Encoding, int Count)
{
    public static PageEncodingCount Read(ref CompactReader reader)
    {
        int kind = 0, encoding = 0, count = 0;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    kind = reader.Int32(cursor);
                    break;
                case 2:
                    encoding = reader.Int32(cursor);
                    break;
                case 3:
                    count = reader.Int32(cursor);
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        return new PageEncodingCount((PageKind)kind, (PageEncoding)encoding, count);
    }

    public void Write(CompactWriter writer)
    {
        writer.BeginStruct();
        writer.Int32(1, (int)Kind);
        writer.Int32(2, (int)Encoding);
        writer.Int32(3, Count);
        writer.EndStruct();
    }
}
