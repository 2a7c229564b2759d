using System.Numerics;
using System.Runtime.CompilerServices;

namespace Patterns.Columnar.Kernels;

/// <summary>Looks integers up in an array over a range of values, which holds for each value its number plus one, 0 for none.</summary>
internal static class RangeLookup
{
    /// <summary>The position of a value in the array; at or beyond its end when the value is not in the range.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="start">The smallest value of the range.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Position<T>(T value, long start)
        where T : unmanaged, IBinaryInteger<T> => (ulong)(long.CreateTruncating(value) - start);

    /// <summary>
    /// Finds the numbers of values up to the first that has none. Nothing is called in the loop, so that all it needs stays in registers.
    /// </summary>
    /// <param name="table">One number plus one per value of the range.</param>
    /// <param name="start">The smallest value of the range.</param>
    /// <param name="values">Any values.</param>
    /// <param name="ids">Receives a number per value; at least as long.</param>
    /// <returns>How many values were found.</returns>
    // Optimised at its first call: a query is over before a loop that runs this seldom has been compiled twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Find<T>(ReadOnlySpan<int> table, long start, ReadOnlySpan<T> values, Span<int> ids)
        where T : unmanaged, IBinaryInteger<T>
    {
        ids = ids[..values.Length];
        var row = 0;
        for (; row < values.Length; row++)
        {
            var position = Position(values[row], start);
            if (position >= (ulong)table.Length)
            {
                break;
            }

            var number = table[(int)position];
            if (number == 0)
            {
                break;
            }

            ids[row] = number - 1;
        }

        return row;
    }
}
