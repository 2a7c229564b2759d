using Patterns.Core;
using Patterns.ServiceLevels.Sketches;

namespace Patterns.ServiceLevels;

/// <summary>
/// Quantiles of any number of values within a stated relative error, in bounded memory. Values are counted in buckets whose bounds are powers of
/// 2^(2^-scale), as in OpenTelemetry's exponential histogram, so sketches merge exactly: the merged one is the same as if it had seen all values.
/// Not safe for use by several threads at once.
/// </summary>
public sealed class QuantileSketch
{
    /// <summary>The largest number of buckets for positive values, and again for negative ones. When the values spread further, neighbours are joined and the error doubles.</summary>
    public const int MaxBuckets = 4096;

    private readonly BucketCounts _positive = new();
    private readonly BucketCounts _negative = new();
    private long _zeros;

    /// <summary>Creates an empty sketch.</summary>
    /// <param name="relativeError">How far a quantile may be off, relative to its value: 0.0001 to 0.5; 0.01 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The error is out of its range.</exception>
    public QuantileSketch(double relativeError = 0.01)
    {
        if (relativeError is not (>= 0.0001 and <= 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(relativeError), relativeError, "A relative error is 0.0001 to 0.5.");
        }

        Scale = ExponentialScale.For(relativeError);
    }

    /// <summary>The scale of the buckets: their bounds grow by 2^(2^-scale).</summary>
    public int Scale { get; private set; }

    /// <summary>How far a quantile may be off, relative to its value: at most what was asked for, unless the values spread over more than <see cref="MaxBuckets"/>.</summary>
    public double RelativeError => ExponentialScale.RelativeError(Scale);

    /// <summary>How many values were added.</summary>
    public long Count => _positive.Total + _negative.Total + _zeros;

    /// <summary>Adds a value.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="count">How many times, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite, or the count is not positive.</exception>
    public void Add(double value, long count = 1)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A value is a finite number.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (value == 0)
        {
            _zeros += count;
            return;
        }

        var buckets = value > 0 ? _positive : _negative;
        var index = ExponentialScale.Index(Math.Abs(value), Scale);
        while (!buckets.Fits(index, MaxBuckets))
        {
            ScaleDown(1);
            index >>= 1;
        }

        buckets.Add(index, count);
    }

    /// <summary>Adds all values of another sketch. When the scales differ, the result has the coarser one.</summary>
    /// <param name="other">The other sketch; stays as it is.</param>
    public void Merge(QuantileSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ScaleDown(Math.Max(0, Scale - other.Scale));
        Merge(_positive, other._positive, other.Scale);
        Merge(_negative, other._negative, other.Scale);
        _zeros += other._zeros;
    }

    /// <summary>The smallest value such that at least the quantile's share of all values is not larger, within the relative error.</summary>
    /// <param name="quantile">0 to 1.</param>
    /// <returns>The value; not a number when the sketch is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quantile is not 0 to 1.</exception>
    public double Quantile(Ratio quantile)
    {
        if (quantile < Ratio.Zero || quantile > Ratio.One)
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "A quantile is 0 to 1.");
        }

        var count = Count;
        if (count == 0)
        {
            return double.NaN;
        }

        var rank = Math.Max(1, (long)((((Int128)count * quantile.Numerator) + quantile.Denominator - 1) / quantile.Denominator));
        if (rank <= _negative.Total)
        {
            return -ExponentialScale.Middle(_negative.IndexOfRank(_negative.Total - rank + 1), Scale);
        }

        rank -= _negative.Total;
        return rank <= _zeros ? 0 : ExponentialScale.Middle(_positive.IndexOfRank(rank - _zeros), Scale);
    }

    private void Merge(BucketCounts into, BucketCounts from, int fromScale)
    {
        foreach (var (index, count) in from.NonEmpty())
        {
            while (!into.Fits(index >> (fromScale - Scale), MaxBuckets))
            {
                ScaleDown(1);
            }

            into.Add(index >> (fromScale - Scale), count);
        }
    }

    private void ScaleDown(int steps)
    {
        if (steps > 0)
        {
            Scale -= steps;
            _positive.ScaleDown(steps);
            _negative.ScaleDown(steps);
        }
    }
}
