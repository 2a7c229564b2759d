using System.Globalization;
using System.Numerics;
using System.Text;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>
/// Floating-point numbers as Java, and so Spark, writes them: <c>1.0</c>, <c>0.001</c>, <c>1.0E7</c>, <c>1.5E-5</c>, <c>NaN</c>, <c>Infinity</c>.
/// </summary>
internal static class JavaFloatText
{
    private const int MaxDigits = 32;

    public static int Format<T>(T value, Span<byte> destination)
        where T : IBinaryFloatingPointIeee754<T>
    {
        if (!T.IsFinite(value))
        {
            return Encoding.UTF8.GetBytes(FloatText.Special(double.CreateTruncating(value)), destination);
        }

        Span<byte> digits = stackalloc byte[MaxDigits];
        var count = Split(T.Abs(value), digits, out var exponent);
        var length = 0;
        if (T.IsNegative(value))
        {
            destination[length++] = (byte)'-';
        }

        // Java: plain digits for 10^-3 <= value < 10^7, and for zero.
        return exponent is >= -3 and < 7 || count == 0
            ? length + WritePlain(digits[..count], exponent, destination[length..])
            : length + WriteScientific(digits[..count], exponent, destination[length..]);
    }

    /// <summary>The shortest digits without zeros at their ends, and the power of ten of the first one. No digits for zero.</summary>
    private static int Split<T>(T value, Span<byte> digits, out int exponent)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Span<byte> text = stackalloc byte[MaxDigits];
        value.TryFormat(text, out var written, "R", CultureInfo.InvariantCulture);
        exponent = -1;
        var count = 0;
        var pointSeen = false;
        for (var index = 0; index < written; index++)
        {
            var character = text[index];
            if (character == 'E')
            {
                exponent += int.Parse(text[(index + 1)..written], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }

            if (character == '.')
            {
                pointSeen = true;
                continue;
            }

            exponent += !pointSeen && (count > 0 || character != '0') ? 1 : pointSeen && count == 0 && character == '0' ? -1 : 0;
            if (count > 0 || character != '0')
            {
                digits[count++] = character;
            }
        }

        while (count > 0 && digits[count - 1] == '0')
        {
            count--;
        }

        return count;
    }

    private static int WritePlain(ReadOnlySpan<byte> digits, int exponent, Span<byte> destination)
    {
        var length = 0;
        for (var power = Math.Max(exponent, 0); power >= Math.Min(-1, exponent - digits.Length + 1); power--)
        {
            if (power == -1)
            {
                destination[length++] = (byte)'.';
            }

            var index = exponent - power;
            destination[length++] = index >= 0 && index < digits.Length ? digits[index] : (byte)'0';
        }

        return length;
    }

    private static int WriteScientific(ReadOnlySpan<byte> digits, int exponent, Span<byte> destination)
    {
        destination[0] = digits[0];
        destination[1] = (byte)'.';
        var length = 2;
        if (digits.Length == 1)
        {
            destination[length++] = (byte)'0';
        }
        else
        {
            digits[1..].CopyTo(destination[length..]);
            length += digits.Length - 1;
        }

        destination[length++] = (byte)'E';
        exponent.TryFormat(destination[length..], out var written, default, CultureInfo.InvariantCulture);
        return length + written;
    }
}
