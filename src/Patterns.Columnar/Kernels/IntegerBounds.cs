using System.Numerics;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Kernels;

/// <summary>The smallest and the largest of some integers.</summary>
internal static class IntegerBounds
{
    /// <param name="values">At least one.</param>
    public static (int Min, int Max) Run(ReadOnlySpan<int> values)
        => Vector.IsHardwareAccelerated && values.Length >= Vector<int>.Count ? Vectorized(values) : Scalar(values);

    /// <param name="values">At least one.</param>
    public static (int Min, int Max) Scalar(ReadOnlySpan<int> values)
    {
        var (min, max) = (values[0], values[0]);
        foreach (var value in values)
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        return (min, max);
    }

    /// <param name="values">At least as many as a vector has lanes.</param>
    public static (int Min, int Max) Vectorized(ReadOnlySpan<int> values)
    {
        // The last vector overlaps those before it, which does not change the bounds.
        var last = new Vector<int>(values[^Vector<int>.Count..]);
        var (min, max) = (last, last);
        foreach (var vector in MemoryMarshal.Cast<int, Vector<int>>(values))
        {
            min = Vector.Min(min, vector);
            max = Vector.Max(max, vector);
        }

        var (least, most) = (min[0], max[0]);
        for (var lane = 1; lane < Vector<int>.Count; lane++)
        {
            least = Math.Min(least, min[lane]);
            most = Math.Max(most, max[lane]);
        }

        return (least, most);
    }
}
