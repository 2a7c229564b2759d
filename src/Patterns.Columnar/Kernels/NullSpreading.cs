using System.Numerics;

namespace Patterns.Columnar.Kernels;

/// <summary>Moves values that lie densely to the rows that are not null.</summary>
internal static class NullSpreading
{
    /// <summary>Spreads values in place; rows that are null become the default value.</summary>
    /// <param name="values">One place per row, of which the first <paramref name="valueCount"/> hold the values in order.</param>
    /// <param name="valueCount">As many as the range of <paramref name="validity"/> has ones.</param>
    /// <param name="validity">One bit per row, one for a value.</param>
    /// <param name="start">0-based bit of the first row.</param>
    public static void Spread<T>(Span<T> values, int valueCount, ReadOnlySpan<ulong> validity, int start)
        where T : unmanaged
    {
        // From the end, so that a value never overwrites one that has not moved yet: value k moves to a row that is not before k.
        var row = values.Length;
        var next = valueCount;
        while (row > next)
        {
            var last = start + row - 1;
            var taken = Math.Min((last & 63) + 1, row);
            var bits = validity[last >> 6] << (63 - (last & 63)) >> (64 - taken);
            var ones = BitOperations.PopCount(bits);
            row -= taken;
            next -= ones;
            if (ones == taken)
            {
                values.Slice(next, taken).CopyTo(values[row..]);
            }
            else
            {
                SpreadWord(values.Slice(next, row - next + taken), row - next, taken, ones, bits);
            }
        }
    }

    private static void SpreadWord<T>(Span<T> values, int target, int count, int ones, ulong bits)
        where T : unmanaged
    {
        for (var index = count - 1; index >= 0; index--)
        {
            values[target + index] = (bits >> index & 1) != 0 ? values[--ones] : default;
        }
    }
}
