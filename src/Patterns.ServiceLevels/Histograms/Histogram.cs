using Patterns.ServiceLevels.Sketches;

namespace Patterns.ServiceLevels;

/// <summary>
/// Counts of values in buckets, as others sent them: OpenTelemetry's exponential histograms, Prometheus's native and classic ones. Immutable. What comes from
/// outside is checked: bounds, sizes, signs.
/// </summary>
public sealed class Histogram
{
    /// <summary>The largest number of buckets.</summary>
    public const int MaxBuckets = 100_000;

    private readonly HistogramBucket[] _buckets;

    private Histogram(HistogramBucket[] buckets, int? scale)
    {
        _buckets = buckets;
        Scale = scale;
        foreach (var bucket in buckets)
        {
            Total = checked(Total + bucket.Count);
        }
    }

    /// <summary>The buckets with values, lowest first.</summary>
    public ReadOnlySpan<HistogramBucket> Buckets => _buckets;

    /// <summary>The scale of exponential buckets; null for explicit bounds.</summary>
    public int? Scale { get; }

    /// <summary>All values.</summary>
    public long Total { get; }

    /// <summary>A data point of an OpenTelemetry exponential histogram.</summary>
    /// <param name="scale">-10 to 20: bounds are powers of 2^(2^-scale).</param>
    /// <param name="zeroCount">Values within the zero bucket.</param>
    /// <param name="positive">The buckets of positive values.</param>
    /// <param name="negative">The buckets of negative values.</param>
    /// <param name="zeroThreshold">The zero bucket reaches so far to both sides, 0 or more.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    /// <remarks>OpenTelemetry, Metrics Data Model, ExponentialHistogram.</remarks>
    public static Histogram Exponential(int scale, long zeroCount, ExponentialBuckets positive, ExponentialBuckets negative = default, double zeroThreshold = 0)
    {
        RequireScale(scale, -10, 20);
        RequireZero(zeroCount, zeroThreshold);
        return new Histogram([.. negative.Enumerate().Reverse().Select(bucket => Negative(bucket, scale)), .. Zero(zeroCount, zeroThreshold), .. positive.Enumerate().Select(bucket => Positive(bucket, scale))], scale);
    }

    /// <summary>A Prometheus native histogram: spans of buckets whose counts are given as differences to the bucket before.</summary>
    /// <param name="schema">-4 to 8: bounds are powers of 2^(2^-schema).</param>
    /// <param name="zeroCount">Values within the zero bucket.</param>
    /// <param name="zeroThreshold">The zero bucket reaches so far to both sides, 0 or more.</param>
    /// <param name="positive">The buckets of positive values.</param>
    /// <param name="negative">The buckets of negative values.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or spans and counts do not belong together.</exception>
    /// <remarks>Prometheus, Native Histograms: bucket i holds values above base^(i - 1) up to base^i.</remarks>
    public static Histogram Native(int schema, long zeroCount, double zeroThreshold, NativeBuckets positive, NativeBuckets negative = default)
    {
        RequireScale(schema, -4, 8);
        RequireZero(zeroCount, zeroThreshold);
        return new Histogram([.. negative.Enumerate().Reverse().Select(bucket => Negative(bucket, schema)), .. Zero(zeroCount, zeroThreshold), .. positive.Enumerate().Select(bucket => Positive(bucket, schema))], schema);
    }

    /// <summary>A histogram with explicit bounds, as a Prometheus classic histogram or OpenTelemetry's explicit buckets.</summary>
    /// <param name="upperBounds">Inclusive upper bounds, ascending; without or with a last one of infinity.</param>
    /// <param name="counts">Values per bucket, not summed up; one more than bounds when the last bound is not infinity.</param>
    /// <exception cref="ArgumentException">Bounds do not ascend, a count is negative, or there are too many or too few.</exception>
    public static Histogram Explicit(IReadOnlyList<double> upperBounds, IReadOnlyList<long> counts)
    {
        ArgumentNullException.ThrowIfNull(upperBounds);
        ArgumentNullException.ThrowIfNull(counts);
        var bounds = upperBounds.Count > 0 && double.IsPositiveInfinity(upperBounds[^1]) ? upperBounds : [.. upperBounds, double.PositiveInfinity];
        if (counts.Count != bounds.Count || counts.Count > MaxBuckets)
        {
            throw new ArgumentException($"There is a count for each of the {bounds.Count} buckets, at most {MaxBuckets}, but there are {counts.Count}.", nameof(counts));
        }

        var buckets = new HistogramBucket[bounds.Count];
        for (var index = 0; index < buckets.Length; index++)
        {
            var lower = index == 0 ? double.NegativeInfinity : bounds[index - 1];
            if (!(bounds[index] > lower))
            {
                throw new ArgumentException($"Upper bounds ascend, but {bounds[index]} comes after {lower}.", nameof(upperBounds));
            }

            buckets[index] = counts[index] >= 0
                ? new HistogramBucket(lower, bounds[index], counts[index])
                : throw new ArgumentException($"A count is 0 or more, but that of the bucket up to {bounds[index]} is {counts[index]}.", nameof(counts));
        }

        return new Histogram([.. buckets.Where(static bucket => bucket.Count > 0)], null);
    }

    /// <summary>How many values are at most a threshold. Values of the bucket that it cuts are unsure, and never guessed.</summary>
    /// <param name="threshold">The threshold, in the unit of the values.</param>
    public HistogramCount CountAtMost(double threshold)
    {
        var (sure, unsure) = (0L, 0L);
        foreach (var bucket in _buckets)
        {
            // Bounds of exponential buckets are computed, so one that is meant to be the threshold may be off by the last bits.
            var isWhole = bucket.Upper <= threshold || (Scale is not null && Math.Abs(bucket.Upper - threshold) <= Math.Abs(threshold) * 1e-14);
            sure += isWhole ? bucket.Count : 0;
            unsure += !isWhole && bucket.Lower < threshold ? bucket.Count : 0;
        }

        return new HistogramCount(sure, unsure, Total);
    }

    /// <summary>The same values in coarser exponential buckets: each step joins two neighbours.</summary>
    /// <param name="scale">At most the histogram's own, at least -11.</param>
    /// <exception cref="InvalidOperationException">The histogram has explicit bounds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is finer than the histogram's own.</exception>
    public Histogram ScaleDown(int scale)
    {
        if (Scale is not { } own)
        {
            throw new InvalidOperationException("A histogram with explicit bounds has no scale.");
        }

        RequireScale(scale, ExponentialScale.Min, own);
        return scale == own ? this : new Histogram([.. _buckets.GroupBy(bucket => Joined(bucket, scale)).Select(static joined => new HistogramBucket(joined.Key.Lower, joined.Key.Upper, joined.Sum(static bucket => bucket.Count)))], scale);
    }

    private static (double Lower, double Upper) Joined(HistogramBucket bucket, int scale)
    {
        if (bucket.Lower < 0 && bucket.Upper > 0 || bucket is { Lower: 0, Upper: 0 })
        {
            return (bucket.Lower, bucket.Upper);
        }

        // The middle of a bucket is in the same coarser bucket as all of it.
        var middle = Math.Sqrt(Math.Abs(bucket.Lower)) * Math.Sqrt(Math.Min(Math.Abs(bucket.Upper), double.MaxValue));
        var index = ExponentialScale.Index(middle, scale);
        var (lower, upper) = (ExponentialScale.LowerBound(index, scale), ExponentialScale.UpperBound(index, scale));
        return bucket.Upper > 0 ? (lower, upper) : (-upper, -lower);
    }

    private static HistogramBucket Positive((int Index, long Count) bucket, int scale)
        => new(ExponentialScale.LowerBound(bucket.Index, scale), ExponentialScale.UpperBound(bucket.Index, scale), bucket.Count);

    private static HistogramBucket Negative((int Index, long Count) bucket, int scale)
        => new(-ExponentialScale.UpperBound(bucket.Index, scale), -ExponentialScale.LowerBound(bucket.Index, scale), bucket.Count);

    private static IEnumerable<HistogramBucket> Zero(long count, double threshold)
        => count > 0 ? [new HistogramBucket(-threshold, threshold, count)] : [];

    private static void RequireScale(int scale, int least, int most)
    {
        if (scale < least || scale > most)
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, $"The scale of these buckets is {least} to {most}.");
        }
    }

    private static void RequireZero(long zeroCount, double zeroThreshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(zeroCount);
        if (zeroThreshold is not (>= 0 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(zeroThreshold), zeroThreshold, "The zero bucket's threshold is 0 or more and finite.");
        }
    }
}
