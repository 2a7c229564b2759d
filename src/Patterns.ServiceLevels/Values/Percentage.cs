using System.Globalization;
using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>
/// Percents for people that never cross a boundary: digits are cut off, not rounded, and where cutting would make a value look equal to a boundary that
/// it does not reach or that it passes, more digits are shown. So 99.8999 % never reads as 99.9 %.
/// </summary>
public static class Percentage
{
    private const int MaxDecimals = 18;

    /// <summary>The percents of a fraction.</summary>
    /// <param name="value">A share, for example 999/1000.</param>
    /// <param name="decimals">Digits after the point to show at least, 0 to 18; zeros at the end beyond the first are left out.</param>
    /// <param name="boundary">A share that must look different unless it is equal, usually a target; null for 0 % and 100 % only.</param>
    /// <returns>For example <c>99.89 %</c>.</returns>
    public static string Format(Ratio value, int decimals = 3, Ratio? boundary = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, MaxDecimals);
        while (decimals < MaxDecimals && (Misleads(value, Ratio.One, decimals) || Misleads(value, Ratio.Zero, decimals) || (boundary is { } other && Misleads(value, other, decimals))))
        {
            decimals++;
        }

        return Text(Cut(value, decimals), decimals) + " %";
    }

    /// <summary>The percents of good events, or <c>no data</c>.</summary>
    /// <param name="counts">Good and all events.</param>
    /// <param name="decimals">Digits after the point to show at least, 0 to 18.</param>
    /// <param name="boundary">A share that must look different unless it is equal; null for 0 % and 100 % only.</param>
    public static string Format(EventCounts counts, int decimals = 3, Ratio? boundary = null)
        => counts.Attainment is { } attainment ? Format(attainment, decimals, boundary) : "no data";

    /// <summary>All digits, or null where they do not end within 18.</summary>
    internal static string? Exact(Ratio value)
    {
        for (var decimals = 0; decimals <= MaxDecimals; decimals++)
        {
            var cut = Cut(value, decimals);
            if (cut * value.Denominator == (Int128)value.Numerator * 100 * Power(decimals))
            {
                return Text(cut, decimals) + " %";
            }
        }

        return null;
    }

    // Cut digits make a value smaller: one above the boundary must still read as more than all digits of it, one at the boundary as the same.
    private static bool Misleads(Ratio value, Ratio boundary, int decimals)
        => (value != boundary && Cut(value, decimals) == Cut(boundary, decimals))
            || (Cut(value, decimals) * Power(MaxDecimals - decimals)).CompareTo(Cut(boundary, MaxDecimals)) != value.CompareTo(boundary);

    // 63 bits by 100 by 10^18 do not fit 128 bits, so whole percents are split off first.
    private static Int128 Cut(Ratio value, int decimals)
    {
        var hundred = (Int128)value.Numerator * 100;
        var (whole, rest) = Int128.DivRem(hundred, value.Denominator);
        return (whole * Power(decimals)) + (rest * Power(decimals) / value.Denominator);
    }

    private static Int128 Power(int decimals)
    {
        Int128 power = 1;
        for (; decimals > 0; decimals--)
        {
            power *= 10;
        }

        return power;
    }

    private static string Text(Int128 cut, int decimals)
    {
        var (whole, rest) = Int128.DivRem(Int128.Abs(cut), Power(decimals));
        var digits = decimals == 0 ? string.Empty : rest.ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0').TrimEnd('0');
        var sign = cut < 0 ? "-" : string.Empty;
        return digits.Length == 0 ? $"{sign}{whole.ToString(CultureInfo.InvariantCulture)}" : $"{sign}{whole.ToString(CultureInfo.InvariantCulture)}.{digits}";
    }
}
