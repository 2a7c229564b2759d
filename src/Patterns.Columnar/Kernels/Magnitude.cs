using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Kernels;

/// <summary>How far integers are from zero.</summary>
internal static class Magnitude
{
    /// <summary>A bound b such that every value is from -b - 1 to b; at most twice as large as the smallest one.</summary>
    public static ulong Bound(ReadOnlySpan<long> values) => Vector.IsHardwareAccelerated ? Vectorized(values) : Scalar(values);

    public static ulong Scalar(ReadOnlySpan<long> values)
    {
        var bits = 0L;
        foreach (var value in values)
        {
            bits |= value ^ (value >> 63);
        }

        return (ulong)bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Vectorized(ReadOnlySpan<long> values)
    {
        var vectors = MemoryMarshal.Cast<long, Vector<long>>(values);
        var bits = Vector<long>.Zero;
        foreach (ref readonly var vector in vectors)
        {
            Prefetch.NextPages(in vector);
            bits |= vector ^ (vector >> 63);
        }

        var result = Scalar(values[(vectors.Length * Vector<long>.Count)..]);
        for (var lane = 0; lane < Vector<long>.Count; lane++)
        {
            result |= (ulong)bits[lane];
        }

        return result;
    }
}
