using System.Globalization;
using System.Runtime.CompilerServices;

namespace Patterns.Lake.Inference;

/// <summary>
/// 64-bit floating-point numbers in text. A number is exact when its double, printed with as many digits as the text has, is the same number
/// again, however it is written: <c>1.10</c>, <c>1e5</c>, <c>10.357019999999999</c> and <c>48.053808600000004</c> are; no number of 18 digits is.
/// </summary>
internal static class Float64Text
{
    /// <summary>Every number of up to 15 digits survives the way to a double and back (C's DBL_DIG).</summary>
    public const int AlwaysExactDigits = 15;
    private const int MaxExactDigits = 17;
    private const int SafeScale = 290;
    private const ulong MaxExactMantissa = 1UL << 53;
    private const int MaxTextLength = 400;

    private static ReadOnlySpan<double> PowersOfTen =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads the nearest double; false when the text is no number or larger than any double.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
        => NumberText.TryScan(text, out var number) ? TryConvert(number, text, out value) : TryParseNonFinite(text, out value);

    /// <summary>The nearest double of a number that was scanned from the text.</summary>
    /// <remarks>Source: Clinger, How to read floating point numbers accurately: one rounding of an exact mantissa and an exact power.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryConvert(in NumberText number, ReadOnlySpan<byte> text, out double value)
    {
        if (number is { HasMantissa: true, Mantissa: <= MaxExactMantissa, Scale: >= 0 and <= 22 })
        {
            value = number.Mantissa / PowersOfTen[number.Scale];
            value = number.IsNegative ? -value : value;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>Reads <c>NaN</c>, <c>Infinity</c> and their usual spellings.</summary>
    public static bool TryParseNonFinite(ReadOnlySpan<byte> text, out double value)
    {
        value = text switch
        {
            _ when text.SequenceEqual("NaN"u8) || text.SequenceEqual("nan"u8) => double.NaN,
            _ when text.SequenceEqual("Infinity"u8) || text.SequenceEqual("inf"u8) || text.SequenceEqual("+inf"u8) => double.PositiveInfinity,
            _ when text.SequenceEqual("-Infinity"u8) || text.SequenceEqual("-inf"u8) => double.NegativeInfinity,
            _ => 0,
        };
        return !double.IsFinite(value);
    }

    /// <summary>Whether the double keeps the number.</summary>
    public static bool IsExact(in NumberText number, ReadOnlySpan<byte> text)
        => number is { Digits: <= AlwaysExactDigits, Scale: > -SafeScale and < SafeScale } || IsExactByPrinting(text);

    private static bool IsExactByPrinting(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxTextLength
            || !TryNormalize(text, out var mantissa, out var digits, out var scale)
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value))
        {
            return false;
        }

        return PrintsAs(value, "R", mantissa, scale) || PrintsAs(value, digits == MaxExactDigits ? "E16" : "E15", mantissa, scale);
    }

    private static bool PrintsAs(double value, string format, ulong mantissa, int scale)
    {
        Span<byte> printed = stackalloc byte[32];
        return value.TryFormat(printed, out var length, format, CultureInfo.InvariantCulture)
            && TryNormalize(printed[..length], out var printedMantissa, out _, out var printedScale)
            && mantissa == printedMantissa
            && scale == printedScale;
    }

    /// <summary>The digits without zeros at either end, and the scale that goes with them; false when there are more than a double can keep.</summary>
    private static bool TryNormalize(ReadOnlySpan<byte> text, out ulong mantissa, out int digits, out int scale)
    {
        _ = NumberText.TryScan(text, out var number);
        mantissa = 0;
        digits = 0;
        scale = number.Scale;
        var zeros = 0;
        foreach (var character in text)
        {
            if (character is (byte)'e' or (byte)'E')
            {
                break;
            }

            if (character is (byte)'0')
            {
                zeros++;
            }
            else if (character is > (byte)'0' and <= (byte)'9')
            {
                digits += mantissa == 0 ? 1 : zeros + 1;
                if (digits > MaxExactDigits)
                {
                    return false;
                }

                for (; zeros >= 0; zeros--)
                {
                    mantissa *= 10;
                }

                mantissa += (ulong)(character - '0');
                zeros = 0;
            }
        }

        scale = mantissa == 0 ? 0 : scale - zeros;
        return true;
    }
}
