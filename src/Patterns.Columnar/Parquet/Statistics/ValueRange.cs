using System.Numerics;

namespace Patterns.Columnar.Parquet.Statistics;

/// <summary>The smallest and the largest of some values. The default value is the range of no values.</summary>
internal struct ValueRange<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Whether there was a value and none was a NaN, which has no place in the order.</summary>
    public readonly bool IsKnown => HasValues && !HasNaN;

    public bool HasValues { get; private set; }

    public bool HasNaN { get; private set; }

    public T Min { get; private set; }

    public T Max { get; private set; }

    public void Include(ReadOnlySpan<T> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var (min, max) = Vector<T>.IsSupported && values.Length >= Vector<T>.Count ? Vectorized(values) : Scalar(values);
        Include(min, max);
    }

    public void Include(in ValueRange<T> other)
    {
        HasNaN |= other.HasNaN;
        if (other.HasValues)
        {
            Include(other.Min, other.Max);
        }
    }

    /// <summary>The reference; a NaN among the values makes both results NaN.</summary>
    public static (T Min, T Max) Scalar(ReadOnlySpan<T> values)
    {
        var min = values[0];
        var max = min;
        foreach (var value in values[1..])
        {
            min = T.Min(min, value);
            max = T.Max(max, value);
        }

        return (min, max);
    }

    public static (T Min, T Max) Vectorized(ReadOnlySpan<T> values)
    {
        var min = new Vector<T>(values);
        var max = min;
        var rest = values;
        while (rest.Length >= Vector<T>.Count)
        {
            var next = new Vector<T>(rest);
            min = Vector.Min(min, next);
            max = Vector.Max(max, next);
            rest = rest[Vector<T>.Count..];
        }

        // What is left is shorter than a vector; one that ends at the last value overlaps what was seen, which does no harm.
        var last = new Vector<T>(values[^Vector<T>.Count..]);
        min = Vector.Min(min, last);
        max = Vector.Max(max, last);
        var (low, high) = (min[0], max[0]);
        for (var lane = 1; lane < Vector<T>.Count; lane++)
        {
            low = T.Min(low, min[lane]);
            high = T.Max(high, max[lane]);
        }

        return (low, high);
    }

    private void Include(T min, T max)
    {
        if (T.IsNaN(min) || T.IsNaN(max))
        {
            HasNaN = true;
        }

        Min = HasValues ? T.Min(Min, min) : min;
        Max = HasValues ? T.Max(Max, max) : max;
        HasValues = true;
    }
}
