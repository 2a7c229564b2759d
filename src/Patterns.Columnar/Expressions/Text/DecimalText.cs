using System.Globalization;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>Exact decimals in UTF-8 text: digits with a point and an exponent.</summary>
internal static class DecimalText
{
    /// <summary>Reads digits as they are written, trailing zeros included. False when there are none or more than 38 are needed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out WideDecimal value)
    {
        value = default;
        if (!TrySplit(text, mayCut: false, out var unscaled, out var scale))
        {
            return false;
        }

        for (; scale < 0 && unscaled != 0; scale++)
        {
            if (!TryAppendDigit(ref unscaled, 0))
            {
                return false;
            }
        }

        scale = Math.Max(scale, 0);
        if (scale > DecimalType.MaxPrecision)
        {
            return false;
        }

        value = new WideDecimal(unscaled, scale);
        return true;
    }

    /// <summary>Reads the digits without the point, and how many of them stand behind it (less than zero with a large exponent).</summary>
    /// <param name="text">Digits with a sign, a point and an exponent.</param>
    /// <param name="mayCut">Whether digits behind the point may be cut off when there are more than 38 in all.</param>
    /// <param name="unscaled">The digits.</param>
    /// <param name="scale">How many of them stand behind the point.</param>
    public static bool TrySplit(ReadOnlySpan<byte> text, bool mayCut, out Int128 unscaled, out int scale)
    {
        unscaled = 0;
        scale = 0;
        var index = text is [(byte)'+' or (byte)'-', ..] ? 1 : 0;
        var isNegative = text is [(byte)'-', ..];
        var digits = 0;
        var pointSeen = false;
        for (; index < text.Length; index++)
        {
            var character = text[index];
            if (character == '.' && !pointSeen)
            {
                pointSeen = true;
            }
            else if (char.IsAsciiDigit((char)character))
            {
                digits++;
                if (TryAppendDigit(ref unscaled, character - '0'))
                {
                    scale += pointSeen ? 1 : 0;
                }
                else if (!mayCut || !pointSeen)
                {
                    return false;
                }

            }
            else
            {
                break;
            }
        }

        unscaled = isNegative ? -unscaled : unscaled;
        return digits > 0 && TryReadExponent(text[index..], ref scale);
    }

    /// <summary>Writes plain digits with that many places behind the point.</summary>
    /// <returns>The number of bytes written, at most 41.</returns>
    public static int Format(Int128 unscaled, int scale, Span<byte> destination)
    {
        Span<byte> digits = stackalloc byte[DecimalType.MaxPrecision + 1];
        var length = 0;
        if (Int128.IsNegative(unscaled))
        {
            destination[length++] = (byte)'-';
        }

        DecimalRounding.Magnitude(unscaled).TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        for (var power = Math.Max(count - 1 - scale, 0); power >= -scale; power--)
        {
            if (power == -1)
            {
                destination[length++] = (byte)'.';
            }

            var index = count - 1 - scale - power;
            destination[length++] = index >= 0 ? digits[index] : (byte)'0';
        }

        return length;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int scale)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        const int MaxExponent = 9_999;
        if (text[0] is not ((byte)'e' or (byte)'E')
            || !int.TryParse(text[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            || Math.Abs((long)exponent) > MaxExponent)
        {
            return false;
        }

        scale -= exponent;
        return true;
    }

    private static bool TryAppendDigit(ref Int128 unscaled, int digit)
    {
        if (unscaled > (PowersOfTen.Int128(DecimalType.MaxPrecision) - 1 - digit) / 10)
        {
            return false;
        }

        unscaled = (unscaled * 10) + digit;
        return true;
    }
}
