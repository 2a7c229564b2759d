namespace Patterns.Columnar.Parquet.Writing;

/// <summary>How many bytes rows of a column take at most while they are collected.</summary>
internal static class ColumnBytes
{
    private const int ValueByteCount = 16;

    /// <summary>An upper bound for rows of a column and all that is nested in them.</summary>
    public static long Of(Column column, int start, int count) => column switch
    {
        PlainBinaryColumn plain => OfRange(plain.Offsets, start, count) + ((long)count * sizeof(int)),
        DictionaryBinaryColumn coded => OfCodes(coded, start, count),
        ListColumn list => Elements(list.Elements, list.Offsets, start, count),
        MapColumn map => Elements(map.Keys, map.Offsets, start, count) + Elements(map.Values, map.Offsets, start, count),
        StructColumn structure => structure.Fields.Sum(field => Of(field, start, count)),
        _ => (long)count * ValueByteCount,
    };

    private static long Elements(Column elements, ReadOnlySpan<int> offsets, int start, int count)
        => Of(elements, offsets[start], OfRange(offsets, start, count)) + ((long)count * ValueByteCount);

    private static int OfRange(ReadOnlySpan<int> offsets, int start, int count) => offsets[start + count] - offsets[start];

    private static long OfCodes(DictionaryBinaryColumn column, int start, int count)
    {
        var byteCount = (long)count * sizeof(int);
        var codes = column.Codes;
        for (var row = start; row < start + count; row++)
        {
            byteCount += column.IsNull(row) ? 0 : column.Dictionary.GetBytes(codes[row]).Length;
        }

        return byteCount;
    }
}
