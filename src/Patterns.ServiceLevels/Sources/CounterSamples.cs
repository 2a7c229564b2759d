namespace Patterns.ServiceLevels;

/// <summary>
/// Feeds an indicator from samples of two counters that only grow, until their process restarts and they begin at zero again. The first sample is where
/// counting begins. Safe for use by several threads at once.
/// </summary>
/// <remarks>
/// All events less than before is a restart: everything since zero is new. Good events alone less than before is a restart of that counter only. Good events
/// that outrun all events, because the two were read at different instants, are cut to all events. This is how PromQL's <c>increase</c> counts, without its
/// extrapolation.
/// </remarks>
public sealed class CounterSamples
{
    private readonly Lock _lock = new();
    private readonly Indicator _indicator;
    private (DateTimeOffset At, long Good, long Total)? _last;

    /// <summary>Creates a source.</summary>
    /// <param name="indicator">Counts the events.</param>
    public CounterSamples(Indicator indicator)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        _indicator = indicator;
    }

    /// <summary>How many restarts were seen.</summary>
    public long Resets { get; private set; }

    /// <summary>Takes a sample and counts what is new in the minute of the sample.</summary>
    /// <param name="at">When the counters were read. A sample that is not later than the one before is left out.</param>
    /// <param name="good">Good events since the process started, 0 or more.</param>
    /// <param name="total">All events since the process started, 0 or more.</param>
    /// <returns>What is new; empty for the first sample and for one that is left out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A counter is negative.</exception>
    public EventCounts Observe(DateTimeOffset at, long good, long total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(good);
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        lock (_lock)
        {
            if (_last is not { } last)
            {
                _last = (at, good, total);
                return default;
            }

            if (at <= last.At)
            {
                return default;
            }

            var isRestart = total < last.Total;
            var isGoodRestart = isRestart || good < last.Good;
            Resets += isRestart || isGoodRestart ? 1 : 0;
            var added = EventCounts.Clamp(isGoodRestart ? good : good - last.Good, isRestart ? total : total - last.Total);
            _last = (at, good, total);
            return _indicator.Record(added, at) ? added : default;
        }
    }
}
