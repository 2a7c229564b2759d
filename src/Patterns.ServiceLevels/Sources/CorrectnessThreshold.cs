using Patterns.Core;
using Patterns.ServiceLevels.Values;

namespace Patterns.ServiceLevels;

/// <summary>
/// Feeds an indicator with one verdict per run of checks, such as those of a data contract: good when at least a share of what was checked passed, decided
/// exactly. For the share of rows itself, record the rows: <see cref="Indicator.Record(EventCounts)"/>. Safe for use by several threads at once.
/// </summary>
public sealed class CorrectnessThreshold
{
    private readonly Indicator _indicator;

    /// <summary>Creates a threshold.</summary>
    /// <param name="indicator">Counts the verdicts.</param>
    /// <param name="leastPassed">The least share that passes, more than 0 and at most 1; 1 asks for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of its range.</exception>
    public CorrectnessThreshold(Indicator indicator, Ratio leastPassed)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        LeastPassed = leastPassed > Ratio.Zero && leastPassed <= Ratio.One
            ? leastPassed
            : throw new ArgumentOutOfRangeException(nameof(leastPassed), leastPassed, $"The least share that passes is above 0 % and at most 100 %, but is {PercentText.Of(leastPassed)}.");
        _indicator = indicator;
    }

    /// <summary>The least share that passes.</summary>
    public Ratio LeastPassed { get; }

    /// <summary>Counts a run of checks in the open minute.</summary>
    /// <param name="checks">What passed of what was checked: rows, or rules. A run that checked nothing says nothing and is not counted.</param>
    /// <returns>Whether it was good; null when nothing was checked.</returns>
    public bool? Record(EventCounts checks)
    {
        var isGood = Judge(checks);
        if (isGood is { } verdict)
        {
            _indicator.Record(verdict);
        }

        return isGood;
    }

    /// <summary>Counts a run of checks in the minute of an instant.</summary>
    /// <param name="checks">What passed of what was checked. A run that checked nothing is not counted.</param>
    /// <param name="at">When it ran.</param>
    /// <returns>Whether it was good; null when nothing was checked.</returns>
    public bool? Record(EventCounts checks, DateTimeOffset at)
    {
        var isGood = Judge(checks);
        if (isGood is { } verdict)
        {
            _indicator.Record(new EventCounts(verdict ? 1 : 0, 1), at);
        }

        return isGood;
    }

    private bool? Judge(EventCounts checks)
        => checks.IsEmpty ? null : RatioMath.IsAtLeast(checks.Good, LeastPassed.Denominator, checks.Total, LeastPassed.Numerator);
}
