using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Format;

/// <summary>One key by which the rows of a row group are sorted. Source: parquet.thrift, SortingColumn.</summary>
/// <param name="LeafIndex">0-based position of the leaf column.</param>
/// <param name="IsDescending">Whether values fall.</param>
/// <param name="HasNullsFirst">Whether nulls stand before the values.</param>
internal readonly record struct SortingColumn(int LeafIndex, bool IsDescending, bool HasNullsFirst)
{
    public static SortingColumn Read(ref CompactReader reader)
    {
        var result = default(SortingColumn);
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    result = result with { LeafIndex = reader.Int32(cursor) };
                    break;
                case 2:
                    result = result with { IsDescending = cursor.Bool };
                    break;
                case 3:
                    result = result with { HasNullsFirst = cursor.Bool };
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        return result;
    }

    public void Write(CompactWriter writer)
    {
        writer.BeginStruct();
        writer.Int32(1, LeafIndex);
        writer.Bool(2, IsDescending);
        writer.Bool(3, HasNullsFirst);
        writer.EndStruct();
    }
}
