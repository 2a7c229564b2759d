namespace Patterns.ServiceLevels.Tests.Histograms;

public sealed class HistogramTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_exponential_histogram_counts_up_to_its_bounds_and_says_what_it_cannot_know()
    {
        // Scale 0: (1, 2], (2, 4], (4, 8].
        var histogram = Histogram.Exponential(0, zeroCount: 3, new ExponentialBuckets(0, [10, 20, 30]));

        Assert.Equal(new HistogramCount(33, 0, 63), histogram.CountAtMost(4));
        Assert.Equal(new HistogramCount(13, 20, 63), histogram.CountAtMost(3));
        Assert.Equal(new HistogramCount(63, 0, 63), histogram.CountAtMost(8));
        Assert.Equal(new HistogramCount(3, 0, 63), histogram.CountAtMost(1));
    }

    [Fact]
    public void A_native_histogram_is_the_same_with_spans_and_differences()
    {
        // Prometheus's bucket 1 of schema 0 is (1, 2], that is OpenTelemetry's bucket 0.
        var native = Histogram.Native(0, 3, 1e-9, new NativeBuckets([new BucketSpan(1, 2), new BucketSpan(1, 1)], [10, 10, 10]));
        var exponential = Histogram.Exponential(0, 3, new ExponentialBuckets(0, [10, 20, 0, 30]), zeroThreshold: 1e-9);

        Assert.Equal(exponential.Buckets.ToArray(), native.Buckets.ToArray());
        Assert.Equal(63, native.Total);
    }

    [Fact]
    public void Negative_values_are_below_every_positive_threshold()
    {
        var histogram = Histogram.Exponential(1, 0, new ExponentialBuckets(0, [1]), new ExponentialBuckets(2, [5, 6]));

        Assert.Equal(11, histogram.CountAtMost(0.5).Sure);
        Assert.True(histogram.Buckets[0].Lower < histogram.Buckets[1].Lower);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(3, -2)]
    [InlineData(8, 5)]
    public void Coarser_buckets_hold_the_same_values(int scale, int coarser)
    {
        var random = new Random(5);
        var counts = Enumerable.Range(0, 500).Select(_ => (long)random.Next(0, 5)).ToArray();
        var histogram = Histogram.Exponential(scale, 2, new ExponentialBuckets(-250, counts), new ExponentialBuckets(-20, [1, 2, 3]));
        var down = histogram.ScaleDown(coarser);

        Assert.Equal(histogram.Total, down.Total);
        foreach (var bucket in down.Buckets)
        {
            Assert.Equal(histogram.CountAtMost(bucket.Upper).Sure, down.CountAtMost(bucket.Upper).Sure);
        }
    }

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(static () => Histogram.Exponential(21, 0, default));
        Assert.ThrowsAny<ArgumentException>(static () => Histogram.Exponential(0, -1, default));
        Assert.ThrowsAny<ArgumentException>(static () => Histogram.Native(9, 0, 0, default));
        Assert.ThrowsAny<ArgumentException>(static () => Histogram.Native(0, 0, double.NaN, default));
        Assert.ThrowsAny<ArgumentException>(static () => new ExponentialBuckets(int.MaxValue, [1, 2]));
        Assert.ThrowsAny<ArgumentException>(static () => new ExponentialBuckets(0, [-1]));
        Assert.ThrowsAny<ArgumentException>(static () => new NativeBuckets([new BucketSpan(0, int.MaxValue)], [1]));
        Assert.ThrowsAny<ArgumentException>(static () => new NativeBuckets([new BucketSpan(0, 1), new BucketSpan(-1, 1)], [1, 1]));
        Assert.ThrowsAny<ArgumentException>(static () => new NativeBuckets([new BucketSpan(0, 2)], [1, -2]));
        Assert.ThrowsAny<ArgumentException>(static () => new NativeBuckets([new BucketSpan(0, 1)], [1, 1]));
        Assert.ThrowsAny<ArgumentException>(static () => Histogram.Explicit([1, 1], [1, 2, 3]));
        Assert.ThrowsAny<ArgumentException>(static () => Histogram.Explicit([1, double.NaN], [1, 2, 3]));
        Assert.ThrowsAny<ArgumentException>(static () => Histogram.Explicit([1, 2], [1, 2]));
    }

    [Fact]
    public void Samples_of_a_histogram_count_what_is_new_through_restarts_and_coarser_scales()
    {
        var samples = new HistogramSamples(new Indicator("i"), threshold: 4);
        Assert.Equal(default, samples.Observe(Start, Histogram.Exponential(1, 0, new ExponentialBuckets(0, [1, 1, 1, 1, 1, 1]))));
        // Scale 1 had two buckets for each of scale 0: 4 of 6 were at most 4.
        Assert.Equal(new EventCounts(3, 5), samples.Observe(Start.AddMinutes(1), Histogram.Exponential(0, 0, new ExponentialBuckets(0, [3, 4, 4]))));
        Assert.Equal(0, samples.Resets);
        Assert.Equal(new EventCounts(2, 3), samples.Observe(Start.AddMinutes(2), Histogram.Exponential(0, 0, new ExponentialBuckets(0, [1, 1, 1]))));
        Assert.Equal(1, samples.Resets);
        Assert.Equal(default, samples.Observe(Start.AddMinutes(2), Histogram.Exponential(0, 0, default)));
    }

    [Fact]
    public void A_classic_histogram_counts_at_its_bounds()
    {
        var histogram = Histogram.Explicit([0.1, 0.3, 1], [5, 4, 3, 2]);

        Assert.Equal(new HistogramCount(9, 0, 14), histogram.CountAtMost(0.3));
        Assert.Equal(new HistogramCount(12, 2, 14), histogram.CountAtMost(2));
    }
}
