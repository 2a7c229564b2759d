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
            // Adding zero turns -0.0 into 0.0 and leaves all else.
            var bits = BitConverter.DoubleToInt64Bits(double.CreateTruncating(values[rows[index]]) + 0d);
            words[index] = T.IsNaN(values[rows[index]]) ? ulong.MaxValue : (ulong)bits ^ ((ulong)(bits >> 63) | (1UL << 63));
        }
    }
}
