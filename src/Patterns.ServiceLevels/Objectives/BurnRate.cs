using System.Globalization;
using Patterns.Core;
using Patterns.ServiceLevels.Values;

namespace Patterns.ServiceLevels;

/// <summary>
/// How fast a window's events spend the budget: 1 spends exactly all of it over the objective's window, 14.4 spends 2 % of 30 days in an hour
/// (The Site Reliability Workbook, chapter 5). Immutable.
/// </summary>
public readonly record struct BurnRate
{
    /// <summary>Creates a burn rate.</summary>
    /// <param name="window">The time that is looked at.</param>
    /// <param name="target">The target.</param>
    /// <param name="counts">What there was.</param>
    public BurnRate(TimeSpan window, Target target, EventCounts counts)
    {
        Window = window;
        Target = target;
        Counts = counts;
    }

    /// <summary>The time that is looked at.</summary>
    public TimeSpan Window { get; }

    /// <summary>The target.</summary>
    public Target Target { get; }

    /// <summary>What there was.</summary>
    public EventCounts Counts { get; }

    /// <summary>The burn rate for people and charts, 0 without events. Decisions use <see cref="IsAtLeast"/>.</summary>
    public double Value
        => Counts.Total == 0 ? 0 : (double)Counts.Bad * Target.Value.Denominator / ((double)Counts.Total * (Target.Value.Denominator - Target.Value.Numerator));

    /// <summary>Whether the rate is a factor or more; exact, and false without events.</summary>
    /// <param name="factor">0 or more.</param>
    public bool IsAtLeast(Ratio factor) => Counts.Total != 0 && Reaches(Counts, BadShare(factor, Target));

    /// <summary>The share of bad events at which the budget burns by a factor: 14.4 times 1/1000 is 9/625.</summary>
    /// <param name="factor">0 or more.</param>
    /// <param name="target">The target.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative, or the product does not fit two 64-bit integers in lowest terms.</exception>
    public static Ratio BadShare(Ratio factor, Target target)
    {
        if (factor < Ratio.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "A burn rate is 0 or more.");
        }

        return RatioMath.Multiply(factor, target.Budget);
    }

    /// <summary>Whether the share of bad events is a share or more: bad × denominator ≥ total × numerator.</summary>
    /// <param name="counts">What there was.</param>
    /// <param name="badShare">The share.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is negative.</exception>
    public static bool Reaches(EventCounts counts, Ratio badShare)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(badShare.Numerator, nameof(badShare));
        return RatioMath.IsAtLeast(counts.Bad, badShare.Denominator, counts.Total, badShare.Numerator);
    }

    /// <summary>For example <c>14.40x over 01:00:00</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:0.00}x over {Window:c}");
}
