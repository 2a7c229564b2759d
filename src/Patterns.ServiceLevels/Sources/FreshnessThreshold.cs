namespace Patterns.ServiceLevels;

/// <summary>
/// Feeds an indicator with one verdict per minute: good when the newest data is not older than a limit at the end of the minute. Before the first
/// <see cref="Updated"/> there is no data. Safe for use by several threads at once.
/// </summary>
public sealed class FreshnessThreshold : IMinuteSource
{
    private long _newestTicks;

    /// <summary>Creates a threshold and attaches it to an indicator.</summary>
    /// <param name="indicator">Counts the minutes.</param>
    /// <param name="maxAge">The oldest that data may be, more than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The age is zero or less.</exception>
    public FreshnessThreshold(Indicator indicator, TimeSpan maxAge)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxAge, TimeSpan.Zero);
        MaxAge = maxAge;
        indicator.Attach(this);
    }

    /// <summary>The oldest that data may be.</summary>
    public TimeSpan MaxAge { get; }

    /// <summary>The time of the newest data, UTC; null before the first.</summary>
    public DateTimeOffset? Newest => Volatile.Read(ref _newestTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Says that there is data up to a time. An earlier time than before changes nothing.</summary>
    /// <param name="dataTime">The time up to which the data is complete.</param>
    public void Updated(DateTimeOffset dataTime)
    {
        var seen = Volatile.Read(ref _newestTicks);
        while (dataTime.UtcTicks > seen)
        {
            var before = Interlocked.CompareExchange(ref _newestTicks, dataTime.UtcTicks, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    /// <inheritdoc/>
    public EventCounts Close(DateTimeOffset minute)
        => Newest is { } newest ? new EventCounts(minute + SlotHistory.SlotLength - newest <= MaxAge ? 1 : 0, 1) : default;
}
