using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Patterns.Columnar.Kernels;

/// <summary>Compares two columns row by row and gives one bit per row, LSB first; bits behind the last row are zero.</summary>
internal static class CompareColumns
{
    public static void Run<T, TComparison>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<ulong> bits)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
    {
        // Where only 128 bits are accelerated, the JIT makes two of each 256-bit operation.
        if (Vector128.IsHardwareAccelerated && Vector256<T>.IsSupported)
        {
            Vectorized<T, TComparison>(left, right, bits);
        }
        else
        {
            Scalar<T, TComparison>(left, right, bits);
        }
    }

    public static void Scalar<T, TComparison>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<ulong> bits)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
    {
        for (var start = 0; start < left.Length; start += 64)
        {
            var count = Math.Min(64, left.Length - start);
            var word = 0UL;
            for (var bit = 0; bit < count; bit++)
            {
                word |= TComparison.Apply(left[start + bit], right[start + bit]) ? 1UL << bit : 0;
            }

            bits[start >> 6] = word;
        }
    }

    public static void Vectorized<T, TComparison>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<ulong> bits)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
    {
        var words = left.Length >> 6;
        bits = bits[..((left.Length + 63) >> 6)];
        right = right[..left.Length];
        ref var firstLeft = ref MemoryMarshal.GetReference(left);
        ref var firstRight = ref MemoryMarshal.GetReference(right);
        for (var word = 0; word < words; word++)
        {
            // Reads the 64 values of each side from word * 64 on, which all exist because word < left.Length / 64.
            ref var startLeft = ref Unsafe.Add(ref firstLeft, word << 6);
            ref var startRight = ref Unsafe.Add(ref firstRight, word << 6);
            bits[word] = Vector512.IsHardwareAccelerated
                ? Word512<T, TComparison>(ref startLeft, ref startRight)
                : Word256<T, TComparison>(ref startLeft, ref startRight);
        }

        Scalar<T, TComparison>(left[(words << 6)..], right[(words << 6)..], bits[words..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word512<T, TComparison>(ref T left, ref T right)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
    {
        var word = 0UL;
        for (var lane = 0; lane < 64; lane += Vector512<T>.Count)
        {
            word |= TComparison.Apply(Vector512.LoadUnsafe(ref left, (nuint)lane), Vector512.LoadUnsafe(ref right, (nuint)lane))
                .ExtractMostSignificantBits() << lane;
        }

        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word256<T, TComparison>(ref T left, ref T right)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
    {
        var word = 0UL;
        for (var lane = 0; lane < 64; lane += Vector256<T>.Count)
        {
            word |= (ulong)TComparison.Apply(Vector256.LoadUnsafe(ref left, (nuint)lane), Vector256.LoadUnsafe(ref right, (nuint)lane))
                .ExtractMostSignificantBits() << lane;
        }

        return word;
    }
}
