using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Kernels;

/// <summary>Products of 64-bit integers in 128 bits, which always hold them.</summary>
internal static class WideProduct
{
    // Optimised at its first call: a query is over before a loop that runs this seldom has been compiled twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLeft, TRight>(TLeft left, TRight right, Span<Int128> results)
        where TLeft : IOperand<long>, allows ref struct
        where TRight : IOperand<long>, allows ref struct
    {
        for (var row = 0; row < results.Length; row++)
        {
            var high = Math.BigMul(left[row], right[row], out var low);
            results[row] = new Int128((ulong)high, (ulong)low);
        }
    }

    /// <summary>Copies 128-bit integers to 64 bits.</summary>
    /// <returns>False when one does not fit; what was copied is then of no use.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryNarrow(ReadOnlySpan<Int128> values, Span<long> narrow)
    {
        var halves = MemoryMarshal.Cast<Int128, long>(values);
        var lowHalf = BitConverter.IsLittleEndian ? 0 : 1;
        var differences = 0L;
        narrow = narrow[..values.Length];
        for (var row = 0; row < narrow.Length; row++)
        {
            var low = halves[(row * 2) + lowHalf];
            differences |= halves[(row * 2) + 1 - lowHalf] ^ (low >> 63);
            narrow[row] = low;
        }

        return differences == 0;
    }
}
