using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>
/// Feeds an indicator with one verdict per minute: good when the percentile of the minute's values is at most a threshold. The percentile comes from a
/// <see cref="QuantileSketch"/>, so a percentile within its relative error of the threshold may fall on either side. Safe for use by several threads at once.
/// </summary>
public sealed class PercentileThreshold : IMinuteSource
{
    private readonly Lock _lock = new();
    private readonly double _relativeError;
    private QuantileSketch _sketch;

    /// <summary>Creates a threshold and attaches it to an indicator.</summary>
    /// <param name="indicator">Counts the minutes.</param>
    /// <param name="quantile">More than 0 and at most 1, for example 99/100.</param>
    /// <param name="threshold">The largest good percentile, in the unit of the values.</param>
    /// <param name="relativeError">How far a percentile may be off, 0.0001 to 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public PercentileThreshold(Indicator indicator, Ratio quantile, double threshold, double relativeError = 0.01)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        if (quantile <= Ratio.Zero || quantile > Ratio.One)
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "A quantile is more than 0 and at most 1, for example 99/100.");
        }

        if (!double.IsFinite(threshold))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold is a finite number.");
        }

        Quantile = quantile;
        Threshold = threshold;
        _relativeError = relativeError;
        _sketch = new QuantileSketch(relativeError);
        indicator.Attach(this);
    }

    /// <summary>The quantile that is judged.</summary>
    public Ratio Quantile { get; }

    /// <summary>The largest good percentile.</summary>
    public double Threshold { get; }

    /// <summary>Adds a value to the open minute.</summary>
    /// <param name="value">A finite number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public void Record(double value)
    {
        lock (_lock)
        {
            _sketch.Add(value);
        }
    }

    /// <summary>Adds the values of a sketch to the open minute.</summary>
    /// <param name="sketch">For example of another process.</param>
    public void Record(QuantileSketch sketch)
    {
        lock (_lock)
        {
            _sketch.Merge(sketch);
        }
    }

    /// <inheritdoc/>
    public EventCounts Close(DateTimeOffset minute)
    {
        QuantileSketch closed;
        lock (_lock)
        {
            if (_sketch.Count == 0)
            {
                return default;
            }

            (closed, _sketch) = (_sketch, new QuantileSketch(_relativeError));
        }

        return new EventCounts(closed.Quantile(Quantile) <= Threshold ? 1 : 0, 1);
    }
}
