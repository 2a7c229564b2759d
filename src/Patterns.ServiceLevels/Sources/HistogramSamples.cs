namespace Patterns.ServiceLevels;

/// <summary>
/// Feeds an indicator from samples of a histogram that only grows until its process restarts: values at most a threshold are good. Values of the bucket that
/// the threshold cuts count as bad, so that no objective is met by a guess; choose a bound of the histogram as threshold and there are none. Safe for use by
/// several threads at once.
/// </summary>
public sealed class HistogramSamples
{
    private readonly Lock _lock = new();
    private readonly Indicator _indicator;
    private (DateTimeOffset At, Histogram Histogram)? _last;

    /// <summary>Creates a source.</summary>
    /// <param name="indicator">Counts the values.</param>
    /// <param name="threshold">The largest good value, in the unit of the values.</param>
    public HistogramSamples(Indicator indicator, double threshold)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        if (!double.IsFinite(threshold))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold is a finite number.");
        }

        _indicator = indicator;
        Threshold = threshold;
    }

    /// <summary>The largest good value.</summary>
    public double Threshold { get; }

    /// <summary>Values so far that were counted as bad because the threshold cuts their bucket.</summary>
    public long Unsure { get; private set; }

    /// <summary>How many restarts were seen.</summary>
    public long Resets { get; private set; }

    /// <summary>Takes a sample and counts what is new in the minute of the sample.</summary>
    /// <param name="at">When the histogram was read. A sample that is not later than the one before is left out.</param>
    /// <param name="histogram">All values since the process started.</param>
    /// <returns>What is new; empty for the first sample and for one that is left out.</returns>
    public EventCounts Observe(DateTimeOffset at, Histogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        lock (_lock)
        {
            if (_last is not { } last)
            {
                _last = (at, histogram);
                return default;
            }

            if (at <= last.At)
            {
                return default;
            }

            _last = (at, histogram);
            return Add(at, last.Histogram, histogram);
        }
    }

    /// <summary>Counts all values of a histogram that holds only what is new since the last one, as OpenTelemetry's delta temporality has it.</summary>
    /// <param name="at">The minute in which they count.</param>
    /// <param name="histogram">The new values.</param>
    public EventCounts Record(DateTimeOffset at, Histogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        lock (_lock)
        {
            return Count(at, histogram.CountAtMost(Threshold), default);
        }
    }

    private EventCounts Add(DateTimeOffset at, Histogram before, Histogram after)
    {
        // A histogram that grew coarser is compared with its former self at the same scale.
        if (before.Scale is { } left && after.Scale is { } right && left != right)
        {
            (before, after) = (before.ScaleDown(Math.Min(left, right)), after.ScaleDown(Math.Min(left, right)));
        }

        var (was, now) = (before.CountAtMost(Threshold), after.CountAtMost(Threshold));
        var isRestart = now.Total < was.Total || now.Sure < was.Sure;
        Resets += isRestart ? 1 : 0;
        return Count(at, now, isRestart ? default : was);
    }

    private EventCounts Count(DateTimeOffset at, HistogramCount now, HistogramCount was)
    {
        var added = EventCounts.Clamp(now.Sure - was.Sure, now.Total - was.Total);
        Unsure += Math.Max(0, now.Unsure - was.Unsure);
        return _indicator.Record(added, at) ? added : default;
    }
}
