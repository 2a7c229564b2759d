using System.Globalization;
using Patterns.Core;

namespace Patterns.ServiceLevels.Documents;

/// <summary>Exact decimal texts of fractions.</summary>
internal static class DecimalText
{
    /// <summary>The fraction as a decimal number, to which it is equal.</summary>
    /// <exception cref="ArgumentException">It has no end in decimal digits, like 1/3.</exception>
    public static decimal Exact(Ratio ratio)
    {
        var value = (decimal)ratio.Numerator / ratio.Denominator;
        return HasEnd(ratio.Denominator)
            ? value
            : throw new ArgumentException($"{ratio} has no end in decimal digits, and a document holds decimal numbers only. Choose a fraction like 0.9995.", nameof(ratio));
    }

    /// <summary>Whether the fraction has a decimal number of its own.</summary>
    public static bool HasEnd(Ratio ratio) => HasEnd(ratio.Denominator);

    public static string Of(Ratio ratio) => Exact(ratio).ToString(CultureInfo.InvariantCulture);

    private static bool HasEnd(long denominator)
    {
        foreach (var factor in (ReadOnlySpan<int>)[2, 5])
        {
            while (denominator % factor == 0)
            {
                denominator /= factor;
            }
        }

        return denominator == 1;
    }
}
