using System.Numerics;

namespace Patterns.Columnar.Kernels;

/// <summary>Keeps the values whose bit is one, in order.</summary>
internal static class Compress
{
    /// <param name="values">Values to choose from.</param>
    /// <param name="bits">One bit per value; bits behind the last one are zero.</param>
    /// <param name="result">Room for as many values as there are ones.</param>
    public static void Values<T>(ReadOnlySpan<T> values, ReadOnlySpan<ulong> bits, Span<T> result)
        where T : unmanaged
    {
        var next = 0;
        for (var index = 0; index < bits.Length; index++)
        {
            var word = bits[index];
            if (word == ulong.MaxValue)
            {
                values.Slice(index << 6, 64).CopyTo(result[next..]);
                next += 64;
                continue;
            }

            for (; word != 0; word &= word - 1)
            {
                result[next++] = values[(index << 6) + BitOperations.TrailingZeroCount(word)];
            }
        }
    }

    /// <summary>As <see cref="Values{T}"/>, value by value.</summary>
    public static void Scalar<T>(ReadOnlySpan<T> values, ReadOnlySpan<ulong> bits, Span<T> result)
        where T : unmanaged
    {
        var next = 0;
        for (var index = 0; index < values.Length; index++)
        {
            if (Memory.Bitmap.Get(bits, index))
            {
                result[next++] = values[index];
            }
        }
    }
}
