namespace Patterns.Columnar.Batches;

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

    public static long Of(Column column) => Of(column, static dictionary => Of(dictionary));

    /// <summary>Without dictionaries, which other columns share.</summary>
    public static long WithoutDictionaries(ColumnBatch batch) => batch.Columns.Sum(static column => Of(column, static _ => 0));

    private static long Of(Column column, Func<PlainBinaryColumn, long> ofDictionary) => (column.ValidityWords.Length * (long)sizeof(ulong)) + column switch
    {
        BooleanColumn booleans => booleans.ValueWords.Length * (long)sizeof(ulong),
        FixedColumn<sbyte> => column.Length,
        FixedColumn<short> => column.Length * (long)sizeof(short),
        FixedColumn<int> or FixedColumn<float> => column.Length * (long)sizeof(int),
        FixedColumn<Int128> => column.Length * 16L,
        PlainBinaryColumn texts => (column.Length * (long)sizeof(int)) + texts.Offsets[^1] - texts.Offsets[0],
        DictionaryBinaryColumn codes => (column.Length * (long)sizeof(int)) + ofDictionary(codes.Dictionary),
        ListColumn lists => (column.Length * (long)sizeof(int)) + OfRange(lists.Elements, lists.Offsets, ofDictionary),
        MapColumn maps => (column.Length * (long)sizeof(int)) + OfRange(maps.Keys, maps.Offsets, ofDictionary) + OfRange(maps.Values, maps.Offsets, ofDictionary),
        StructColumn structure => structure.Fields.Sum(field => Of(field, ofDictionary)),
        _ => column.Length * (long)sizeof(long),
    };

    private static long OfRange(Column elements, ReadOnlySpan<int> offsets, Func<PlainBinaryColumn, long> ofDictionary)
    {
        using var covered = elements.Slice(offsets[0], offsets[^1] - offsets[0]);
        return Of(covered, ofDictionary);
    }
}
