using System.Runtime.CompilerServices;

namespace Patterns.ServiceLevels;

/// <summary>
/// Feeds an indicator with durations: at most the threshold is good, more is bad. Decided when it is recorded, so that no histogram's bucket comes between.
/// Safe for use by several threads at once; takes a few nanoseconds and does not allocate.
/// </summary>
public sealed class LatencyThreshold
{
    private readonly long _ticks;
    private readonly double _seconds;

    /// <summary>Creates a threshold.</summary>
    /// <param name="indicator">Counts the durations.</param>
    /// <param name="threshold">The longest good duration, more than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is zero or less.</exception>
    public LatencyThreshold(Indicator indicator, TimeSpan threshold)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(threshold, TimeSpan.Zero);
        Indicator = indicator;
        Threshold = threshold;
        _ticks = threshold.Ticks;
        _seconds = threshold.TotalSeconds;
    }

    /// <summary>Counts the durations.</summary>
    public Indicator Indicator { get; }

    /// <summary>The longest good duration.</summary>
    public TimeSpan Threshold { get; }

    /// <summary>Counts a duration.</summary>
    /// <param name="duration">How long it took; less than zero, from a clock that was set back, is good.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Record(TimeSpan duration) => Indicator.Record(duration.Ticks <= _ticks);

    /// <summary>Counts a duration in seconds.</summary>
    /// <param name="seconds">How long it took; what is not a number is bad.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Record(double seconds) => Indicator.Record(seconds <= _seconds);
}
