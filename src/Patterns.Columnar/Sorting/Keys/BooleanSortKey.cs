using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Sorting.Keys;

/// <summary>Booleans: zero and one.</summary>
internal sealed class BooleanSortKey(BooleanColumn column, SortDirection direction, NullPlacement nulls) : FixedSortKey(column, 1, direction, nulls)
{
    protected override void EncodeValues(ReadOnlySpan<int> rows, int level, Span<ulong> words)
    {
        var bits = column.ValueWords;
        for (var index = 0; index < rows.Length; index++)
        {
            words[index] = Bitmap.Get(bits, rows[index]) ? 1UL : 0;
        }
    }
}
