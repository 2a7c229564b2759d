using Patterns.Core;
using Patterns.ServiceLevels.Values;

namespace Patterns.ServiceLevels;

/// <summary>
/// A band of attainment with what is given back in it: from the next lower tier's bound, included, up to, but not including, its own. Exactly at a bound is the
/// better band, always. Immutable.
/// </summary>
public sealed record CreditTier
{
    /// <summary>Creates a tier.</summary>
    /// <param name="below">The bound in percent: attainment below it is in this tier. <c>99.5</c>, with or without a percent sign.</param>
    /// <param name="credit">The share of the fee that is given back: <c>10 %</c>.</param>
    /// <exception cref="FormatException">A text is no number of percent.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not above 0 % and at most 100 %, or the credit is not above 0 % and at most 100 %.</exception>
    public CreditTier(string below, string credit)
        : this(Percent(below), Percent(credit))
    {
    }

    /// <summary>Creates a tier.</summary>
    /// <param name="below">The bound, (0, 1].</param>
    /// <param name="credit">The share of the fee, (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not above 0 and at most 1.</exception>
    public CreditTier(Ratio below, Ratio credit)
    {
        Below = Require(below, nameof(below), "The bound of a tier");
        Credit = Require(credit, nameof(credit), "A credit");
    }

    /// <summary>Attainment below this is in the tier.</summary>
    public Ratio Below { get; }

    /// <summary>The share of the fee that is given back.</summary>
    public Ratio Credit { get; }

    /// <summary>Whether attainment is below the bound, exactly; without events it is not.</summary>
    internal bool IsAbove(EventCounts counts) => !RatioMath.IsAtLeast(counts.Good, Below.Denominator, counts.Total, Below.Numerator);

    /// <summary>For example <c>below 99.5 %: 10 %</c>.</summary>
    public override string ToString() => $"below {PercentText.Of(Below)}: {PercentText.Of(Credit)}";

    private static Ratio Percent(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var number = text.TrimEnd();
        return Ratio.Parse(number.EndsWith('%') ? number : number + "%");
    }

    private static Ratio Require(Ratio share, string name, string what)
        => share > Ratio.Zero && share <= Ratio.One
            ? share
            : throw new ArgumentOutOfRangeException(name, share, $"{what} is above 0 % and at most 100 %, but is {PercentText.Of(share)}.");
}
