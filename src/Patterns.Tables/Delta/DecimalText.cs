using System.Globalization;
using System.Numerics;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Delta;

/// <summary>Decimal numbers as the log writes them: digits with a point, or with an exponent such as <c>0E-10</c>.</summary>
internal static class DecimalText
{
    private const int MaxSystemDecimalPrecision = 28;

    /// <summary>The number as an object as of <see cref="Column.GetValue"/>, or null when the text is not a number of that type.</summary>
    public static object? Parse(ReadOnlySpan<char> text, DecimalType type)
    {
        var exponentAt = text.IndexOfAny('e', 'E');
        var exponent = 0;
        if (exponentAt >= 0 && !int.TryParse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return null;
        }

        var digits = exponentAt >= 0 ? text[..exponentAt] : text;
        var point = digits.IndexOf('.');
        var places = point < 0 ? 0 : digits.Length - point - 1;
        return Math.Abs(exponent) <= 1_000 && digits.Length <= 1_000
            && BigInteger.TryParse(point < 0 ? digits : string.Concat(digits[..point], digits[(point + 1)..]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Scale(number, type.Scale - places + exponent, type)
            : null;
    }

    private static object? Scale(BigInteger number, int power, DecimalType type)
    {
        if (power >= 0)
        {
            number *= BigInteger.Pow(10, power);
        }
        else
        {
            number = BigInteger.DivRem(number, BigInteger.Pow(10, -power), out var rest);
            if (!rest.IsZero)
            {
                return null;
            }
        }

        if (BigInteger.Abs(number) >= BigInteger.Pow(10, type.Precision))
        {
            return null;
        }

        var value = new WideDecimal((Int128)number, type.Scale);
        return type.Precision <= MaxSystemDecimalPrecision ? value.ToDecimal() : value;
    }
}
