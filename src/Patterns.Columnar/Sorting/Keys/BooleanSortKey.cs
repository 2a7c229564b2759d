using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Sorting.Keys;

/// <summary>Booleans: two and three, which leave room for null on both sides.</summary>
internal sealed class BooleanSortKey(BooleanColumn column, SortDirection direction, NullPlacement nulls) : FixedSortKey(column, 1, direction, nulls)
{
    protected override void EncodeValues(ReadOnlySpan<int> rows, int position, Span<ulong> words)
    {
        var bits = column.ValueWords;
        for (var index = 0; index < rows.Length; index++)
        {
            words[index] = Bitmap.Get(bits, rows[index]) ? 3UL : 2;
        }
    }

    protected override void EncodeValues(int start, Span<ulong> words)
    {
        var bits = column.ValueWords;
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = Bitmap.Get(bits, start + index) ? 3UL : 2;
        }
    }
}
