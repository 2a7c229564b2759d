using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Patterns.Columnar.Kernels;

/// <summary>Compares every value of a column with one value and gives one bit per row, LSB first; bits behind the last row are zero.</summary>
internal static class CompareToScalar
{
    public static void Run<T, TComparison>(ReadOnlySpan<T> values, T scalar, Span<ulong> bits)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
    {
        // Where only 128 bits are accelerated, the JIT makes two of each 256-bit operation.
        if (Vector128.IsHardwareAccelerated && Vector256<T>.IsSupported)
        {
            Vectorized<T, TComparison>(values, scalar, bits);
        }
        else
        {
            Scalar<T, TComparison>(values, scalar, bits);
        }
    }

    public static void Scalar<T, TComparison>(ReadOnlySpan<T> values, T scalar, Span<ulong> bits)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
    {
        for (var start = 0; start < values.Length; start += 64)
        {
            var count = Math.Min(64, values.Length - start);
            var word = 0UL;
            for (var bit = 0; bit < count; bit++)
            {
                word |= TComparison.Apply(values[start + bit], scalar) ? 1UL << bit : 0;
            }

            bits[start >> 6] = word;
        }
    }

    // Optimised at its first call: a query is over before a loop that runs this seldom has been compiled twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vectorized<T, TComparison>(ReadOnlySpan<T> values, T scalar, Span<ulong> bits)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
    {
        var words = values.Length >> 6;
        bits = bits[..((values.Length + 63) >> 6)];
        ref var first = ref MemoryMarshal.GetReference(values);
        for (var word = 0; word < words; word++)
        {
            // Reads the 64 values from word * 64 on, which all exist because word < values.Length / 64.
            ref var start = ref Unsafe.Add(ref first, word << 6);
            bits[word] = Vector512.IsHardwareAccelerated ? Word512<T, TComparison>(ref start, scalar) : Word256<T, TComparison>(ref start, scalar);
        }

        Scalar<T, TComparison>(values[(words << 6)..], scalar, bits[words..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word512<T, TComparison>(ref T start, T scalar)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
    {
        var right = Vector512.Create(scalar);
        var word = 0UL;
        for (var lane = 0; lane < 64; lane += Vector512<T>.Count)
        {
            word |= TComparison.Apply(Vector512.LoadUnsafe(ref start, (nuint)lane), right).ExtractMostSignificantBits() << lane;
        }

        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word256<T, TComparison>(ref T start, T scalar)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
    {
        var right = Vector256.Create(scalar);
        var word = 0UL;
        for (var lane = 0; lane < 64; lane += Vector256<T>.Count)
        {
            word |= (ulong)TComparison.Apply(Vector256.LoadUnsafe(ref start, (nuint)lane), right).ExtractMostSignificantBits() << lane;
        }

        return word;
    }
}
