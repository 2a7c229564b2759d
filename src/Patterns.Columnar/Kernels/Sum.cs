using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Kernels;

/// <summary>Exact sums of integers.</summary>
internal static class Sum
{
    // Upper halves add up to less than 2^63 as long as there are fewer than 2^31 per lane.
    private const int MaxPerPass = 1 << 30;

    public static Int128 Run(ReadOnlySpan<long> values)
    {
        var total = Int128.Zero;
        for (var start = 0; start < values.Length; start += MaxPerPass)
        {
            var pass = values.Slice(start, Math.Min(MaxPerPass, values.Length - start));
            total += Vector.IsHardwareAccelerated ? Vectorized(pass) : Scalar(pass);
        }

        return total;
    }

    public static long Run(ReadOnlySpan<int> values) => Vector.IsHardwareAccelerated ? Vectorized(values) : Scalar(values);

    public static Int128 Scalar(ReadOnlySpan<long> values)
    {
        var total = Int128.Zero;
        foreach (var value in values)
        {
            total += value;
        }

        return total;
    }

    public static long Scalar(ReadOnlySpan<int> values)
    {
        var total = 0L;
        foreach (var value in values)
        {
            total += value;
        }

        return total;
    }

    // Optimised at its first call: a query is over before a loop that runs this seldom has been compiled twice.
    /// <summary>Adds upper and lower halves up apart, so that no lane overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Int128 Vectorized(ReadOnlySpan<long> values)
    {
        var vectors = MemoryMarshal.Cast<long, Vector<long>>(values);
        var lowMask = new Vector<long>(uint.MaxValue);
        var lows = Vector<long>.Zero;
        var highs = Vector<long>.Zero;
        foreach (var vector in vectors)
        {
            lows += vector & lowMask;
            highs += vector >> 32;
        }

        var total = ((Int128)Vector.Sum(highs) << 32) + Vector.Sum(lows);
        return total + Scalar(values[(vectors.Length * Vector<long>.Count)..]);
    }

    /// <summary>Fewer than 2^32 values of 32 bits do not overflow 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Vectorized(ReadOnlySpan<int> values)
    {
        var vectors = MemoryMarshal.Cast<int, Vector<int>>(values);
        var lower = Vector<long>.Zero;
        var upper = Vector<long>.Zero;
        foreach (var vector in vectors)
        {
            lower += Vector.WidenLower(vector);
            upper += Vector.WidenUpper(vector);
        }

        return Vector.Sum(lower + upper) + Scalar(values[(vectors.Length * Vector<int>.Count)..]);
    }
}
