using System.Diagnostics.Metrics;

namespace Patterns.Updates.Metrics;

/// <summary>What the feeds of a folder measure, by the meter <c>Patterns.Updates</c>.</summary>
internal sealed class FeedMetrics : IDisposable
{
    public const string MeterName = "Patterns.Updates";

    private readonly Meter _meter;
    // From a flush of a fast disk to one that is in trouble.
    private static readonly InstrumentAdvice<double> DurationAdvice = new()
    {
        HistogramBucketBoundaries = [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    };

    private readonly Counter<long> _updates;
    private readonly Counter<long> _bytes;
    private readonly Histogram<int> _group;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _failures;

    /// <param name="meters">Makes the meter; null for one that belongs to nobody.</param>
    public FeedMetrics(IMeterFactory? meters)
    {
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _updates = _meter.CreateCounter<long>("patterns.updates.appended", "{update}", "Updates that were appended.");
        _bytes = _meter.CreateCounter<long>("patterns.updates.written", "By", "Bytes of batches that were written.");
        _group = _meter.CreateHistogram<int>("patterns.updates.commit.appends", "{append}", "Appends that shared a commit.");
        _duration = _meter.CreateHistogram("patterns.updates.commit.duration", "s", "Time to write a batch and make it durable.", advice: DurationAdvice);
        _failures = _meter.CreateCounter<long>("patterns.updates.commit.failures", "{commit}", "Commits that the disk refused.");
    }

    public void Committed(int appends, int updates, int bytes, TimeSpan duration)
    {
        _updates.Add(updates);
        _bytes.Add(bytes);
        _group.Record(appends);
        _duration.Record(duration.TotalSeconds);
    }

    public void Failed() => _failures.Add(1);

    public void Dispose() => _meter.Dispose();
}
