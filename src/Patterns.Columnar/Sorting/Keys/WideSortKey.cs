namespace Patterns.Columnar.Sorting.Keys;

/// <summary>Long decimals: the upper half with the sign bit turned, then the lower half.</summary>
internal sealed class WideSortKey(FixedColumn<Int128> column, SortDirection direction, NullPlacement nulls) : FixedSortKey(column, 2, direction, nulls)
{
    protected override void EncodeValues(ReadOnlySpan<int> rows, int position, Span<ulong> words)
    {
        var values = column.Values;
        for (var index = 0; index < rows.Length; index++)
        {
            var value = values[rows[index]];
            words[index] = position == 0 ? (ulong)(value >> 64) ^ (1UL << 63) : (ulong)(value & ulong.MaxValue);
        }
    }

    protected override void EncodeValues(int start, Span<ulong> words)
    {
        var values = column.Values.Slice(start, words.Length);
        for (var index = 0; index < values.Length; index++)
        {
            words[index] = (ulong)(values[index] >> 64) ^ (1UL << 63);
        }
    }
}
