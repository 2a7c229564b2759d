using System.Numerics;

namespace Patterns.Columnar.Kernels;

/// <summary>Leaves out the values of null rows: the inverse of <see cref="NullSpreading"/>.</summary>
internal static class NullPacking
{
    /// <summary>Copies the values of rows that are not null one after the other.</summary>
    /// <param name="values">One value per row.</param>
    /// <param name="validity">One bit per row, one for a value.</param>
    /// <param name="start">0-based bit of the first row.</param>
    /// <param name="destination">One place per value.</param>
    /// <returns>The number of values.</returns>
    public static int Pack<T>(ReadOnlySpan<T> values, ReadOnlySpan<ulong> validity, int start, Span<T> destination)
        where T : unmanaged
    {
        var written = 0;
        for (var row = 0; row < values.Length;)
        {
            var bit = start + row;
            var taken = Math.Min(64 - (bit & 63), values.Length - row);
            var bits = validity[bit >> 6] >> (bit & 63) & (ulong.MaxValue >> (64 - taken));
            if (BitOperations.PopCount(bits) == taken)
            {
                values.Slice(row, taken).CopyTo(destination[written..]);
                written += taken;
            }
            else
            {
                for (; bits != 0; bits &= bits - 1)
                {
                    destination[written++] = values[row + BitOperations.TrailingZeroCount(bits)];
                }
            }

            row += taken;
        }

        return written;
    }
}
