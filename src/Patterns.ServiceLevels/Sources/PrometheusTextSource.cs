using Patterns.ServiceLevels.Exposition;

namespace Patterns.ServiceLevels;

/// <summary>
/// Feeds an indicator from scrapes of Prometheus's text exposition format: what the chosen counters grew by since the last scrape, each with its own restarts.
/// A series is counted from its second scrape on. Safe for use by several threads at once.
/// </summary>
public sealed class PrometheusTextSource
{
    /// <summary>The largest number of series of each selector; further ones are left out and counted in <see cref="RefusedSamples"/>.</summary>
    public const int MaxSeries = 10_000;

    private readonly Lock _lock = new();
    private readonly CounterSeries _goodSeries = new(MaxSeries);
    private readonly CounterSeries _totalSeries = new(MaxSeries);
    private readonly Indicator _indicator;
    private readonly MetricSelector _good;
    private readonly MetricSelector _total;
    private readonly PrometheusTextLimits? _limits;

    /// <summary>Creates a source.</summary>
    /// <param name="indicator">Counts the events.</param>
    /// <param name="good">The counters of good events, or the bucket of a histogram up to the threshold.</param>
    /// <param name="total">The counters of all events, or the count of the histogram.</param>
    /// <param name="limits">How large a scrape may be; null for the defaults.</param>
    public PrometheusTextSource(Indicator indicator, MetricSelector good, MetricSelector total, PrometheusTextLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(total);
        (_indicator, _good, _total, _limits) = (indicator, good, total, limits);
    }

    /// <summary>How many restarts of a counter were seen.</summary>
    public long Resets
    {
        get
        {
            lock (_lock)
            {
                return _goodSeries.Resets + _totalSeries.Resets;
            }
        }
    }

    /// <summary>How many samples were left out because there were more than <see cref="MaxSeries"/>.</summary>
    public long RefusedSamples
    {
        get
        {
            lock (_lock)
            {
                return _goodSeries.Refused + _totalSeries.Refused;
            }
        }
    }

    /// <summary>Takes a scrape and counts what is new in the minute of the scrape.</summary>
    /// <param name="at">When it was scraped.</param>
    /// <param name="text">What came back.</param>
    /// <returns>What is new.</returns>
    /// <exception cref="ExpositionFormatException">The text is not in the format or too large; then nothing of it is counted.</exception>
    public EventCounts Observe(DateTimeOffset at, string text)
    {
        var samples = PrometheusText.Read(text, _limits);
        lock (_lock)
        {
            var (good, total) = (0d, 0d);
            foreach (var sample in samples)
            {
                good += _good.Chooses(sample) ? _goodSeries.Increase(sample) ?? 0 : 0;
                total += _total.Chooses(sample) ? _totalSeries.Increase(sample) ?? 0 : 0;
            }

            var added = EventCounts.Clamp(Whole(good), Whole(total));
            return _indicator.Record(added, at) ? added : default;
        }
    }

    private static long Whole(double count) => count >= long.MaxValue ? long.MaxValue : (long)Math.Round(count);
}
