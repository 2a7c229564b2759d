namespace Patterns.Columnar.Spilling;

/// <summary>How many bytes the rows of columns take, whether or not the memory is shared with others.</summary>
internal static class ColumnSize
{
    /// <param name="batch">The rows.</param>
    /// <param name="previous">Rows that are held already: a dictionary that they share is not counted again. Null when there are none.</param>
    public static long Of(ColumnBatch batch, ColumnBatch? previous)
        => batch.Columns.Select((column, index) => column is DictionaryBinaryColumn codes
                && previous?.Columns[index] is DictionaryBinaryColumn known
                && known.Dictionary.SharesValuesWith(codes.Dictionary)
            ? column.Length * (long)sizeof(int)
            : Of(column)).Sum();

    public static long Of(Column column) => (column.ValidityWords.Length * (long)sizeof(ulong)) + column switch
    {
        BooleanColumn booleans => booleans.ValueWords.Length * (long)sizeof(ulong),
        FixedColumn<sbyte> => column.Length,
        FixedColumn<short> => column.Length * (long)sizeof(short),
        FixedColumn<int> or FixedColumn<float> => column.Length * (long)sizeof(int),
        FixedColumn<Int128> => column.Length * 16L,
        PlainBinaryColumn texts => (column.Length * (long)sizeof(int)) + texts.Offsets[^1] - texts.Offsets[0],
        DictionaryBinaryColumn codes => (column.Length * (long)sizeof(int)) + Of(codes.Dictionary),
        ListColumn lists => (column.Length * (long)sizeof(int)) + OfRange(lists.Elements, lists.Offsets),
        MapColumn maps => (column.Length * (long)sizeof(int)) + OfRange(maps.Keys, maps.Offsets) + OfRange(maps.Values, maps.Offsets),
        StructColumn structure => structure.Fields.Sum(Of),
        _ => column.Length * (long)sizeof(long),
    };

    private static long OfRange(Column elements, ReadOnlySpan<int> offsets)
    {
        using var covered = elements.Slice(offsets[0], offsets[^1] - offsets[0]);
        return Of(covered);
    }
}
