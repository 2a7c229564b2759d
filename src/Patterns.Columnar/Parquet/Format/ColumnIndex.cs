using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Format;

/// <summary>What is known of the values of each data page of a column chunk. Source: parquet.thrift, ColumnIndex; parquet-format, PageIndex.md.</summary>
internal sealed record ColumnIndex
{
    /// <summary>One per page, whether it holds nothing but nulls; the bounds of such a page say nothing.</summary>
    public required IReadOnlyList<bool> IsNullPage { get; init; }

    /// <summary>One per page: a lower bound, in plain form without a length.</summary>
    public required IReadOnlyList<byte[]> Min { get; init; }

    /// <summary>One per page: an upper bound, in plain form without a length.</summary>
    public required IReadOnlyList<byte[]> Max { get; init; }

    public required BoundaryOrder Order { get; init; }

    /// <summary>One per page; null when the writer did not count.</summary>
    public IReadOnlyList<long>? NullCounts { get; init; }

    public static ColumnIndex Read(ReadOnlySpan<byte> data)
    {
        var reader = new CompactReader(data);
        List<bool>? nullPages = null;
        List<byte[]>? min = null, max = null;
        List<long>? nulls = null;
        var order = BoundaryOrder.Unordered;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    nullPages = ReadBools(ref reader, cursor);
                    break;
                case 2:
                    min = ReadBounds(ref reader, cursor);
                    break;
                case 3:
                    max = ReadBounds(ref reader, cursor);
                    break;
                case 4:
                    order = (BoundaryOrder)reader.Int32(cursor);
                    break;
                case 5:
                    nulls = ReadCounts(ref reader, cursor);
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        if (nullPages is null || min?.Count != nullPages.Count || max?.Count != nullPages.Count || (nulls is not null && nulls.Count != nullPages.Count))
        {
            throw new CorruptDataException(
                $"a column index has {nullPages?.Count ?? 0} pages, {min?.Count ?? 0} lower and {max?.Count ?? 0} upper bounds and {nulls?.Count ?? 0} null counts");
        }

        return new ColumnIndex { IsNullPage = nullPages, Min = min, Max = max, Order = order, NullCounts = nulls };
    }

    public void Write(CompactWriter writer)
    {
        writer.BeginStruct();
        writer.List(1, CompactType.True, IsNullPage.Count);
        foreach (var isNull in IsNullPage)
        {
            writer.Bool(isNull);
        }

        WriteBounds(writer, 2, Min);
        WriteBounds(writer, 3, Max);
        writer.Int32(4, (int)Order);
        if (NullCounts is not null)
        {
            writer.List(5, CompactType.Int64, NullCounts.Count);
            foreach (var count in NullCounts)
            {
                writer.Int64(count);
            }
        }

        writer.EndStruct();
    }

    private static void WriteBounds(CompactWriter writer, short id, IReadOnlyList<byte[]> bounds)
    {
        writer.List(id, CompactType.Binary, bounds.Count);
        foreach (var bound in bounds)
        {
            writer.Binary(bound);
        }
    }

    private static List<bool> ReadBools(ref CompactReader reader, in StructCursor cursor)
    {
        var count = reader.List(cursor, CompactType.True);
        var values = new List<bool>();
        for (var index = 0; index < count; index++)
        {
            values.Add(reader.ReadBool());
        }

        return values;
    }

    private static List<byte[]> ReadBounds(ref CompactReader reader, in StructCursor cursor)
    {
        var count = reader.List(cursor, CompactType.Binary);
        var bounds = new List<byte[]>();
        for (var index = 0; index < count; index++)
        {
            bounds.Add(reader.ReadBinary().ToArray());
        }

        return bounds;
    }

    private static List<long> ReadCounts(ref CompactReader reader, in StructCursor cursor)
    {
        var count = reader.List(cursor, CompactType.Int64);
        var counts = new List<long>();
        for (var index = 0; index < count; index++)
        {
            counts.Add(reader.ReadInt64());
        }

        return counts;
    }
}
