using System.Numerics;

namespace Patterns.Columnar.Sorting.Keys;

/// <summary>Floating-point numbers: the bits of positive ones above those of negative ones, whose order is turned; NaN above all.</summary>
internal sealed class FloatSortKey<T>(FixedColumn<T> column, SortDirection direction, NullPlacement nulls) : FixedSortKey(column, 1, direction, nulls)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override void EncodeValues(ReadOnlySpan<int> rows, int position, Span<ulong> words)
    {
        var values = column.Values;
        for (var index = 0; index < rows.Length; index++)
        {
            words[index] = Word(values[rows[index]]);
        }
    }

    protected override void EncodeValues(int start, Span<ulong> words)
    {
        var values = column.Values.Slice(start, words.Length);
        for (var index = 0; index < values.Length; index++)
        {
            words[index] = Word(values[index]);
        }
    }

    private static ulong Word(T value)
    {
        // Adding zero turns -0.0 into 0.0 and leaves all else.
        var bits = BitConverter.DoubleToInt64Bits(double.CreateTruncating(value) + 0d);
        return T.IsNaN(value) ? ulong.MaxValue : (ulong)bits ^ ((ulong)(bits >> 63) | (1UL << 63));
    }
}
