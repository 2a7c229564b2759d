using System.Globalization;
using Patterns.Columnar.Expressions.Text;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>
/// Rounds floating-point numbers at a decimal place, going by the shortest digits that read back to the number: 2.675 becomes 2.68, although
/// the double nearest to 2.675 lies a little below it. So does Spark.
/// </summary>
internal static class FloatRounding
{
    // Room for the digits of any double, and for an unscaled decimal with its exponent.
    private const int MaxLength = 64;

    public static double Round(double value, int places, MidpointRounding mode)
    {
        if (places == 0)
        {
            return Math.Round(value, mode);
        }

        Span<byte> digits = stackalloc byte[MaxLength];
        value.TryFormat(digits, out var length, "R", CultureInfo.InvariantCulture);
        return Round(value, places, mode, digits[..length]);
    }

    public static float Round(float value, int places, MidpointRounding mode)
    {
        Span<byte> digits = stackalloc byte[MaxLength];
        value.TryFormat(digits, out var length, "R", CultureInfo.InvariantCulture);
        return (float)Round(value, places, mode, digits[..length]);
    }

    /// <param name="value">The number.</param>
    /// <param name="places">Digits to keep behind the point; less than zero for tens, hundreds and so on.</param>
    /// <param name="mode">Where half goes.</param>
    /// <param name="digits">The shortest digits of the number.</param>
    private static double Round(double value, int places, MidpointRounding mode, ReadOnlySpan<byte> digits)
    {
        if (!double.IsFinite(value) || !DecimalText.TrySplit(digits, mayCut: false, out var unscaled, out var scale) || scale <= places)
        {
            return value;
        }

        var cut = scale - places;
        var rounded = cut > PowersOfTen.MaxExponent ? 0 : DecimalRounding.Divide(unscaled, PowersOfTen.Int128(cut), mode);
        return rounded == 0 ? Math.CopySign(0, value) : Read(rounded, -places);
    }

    private static double Read(Int128 unscaled, int exponent)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        unscaled.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        text[length++] = (byte)'E';
        exponent.TryFormat(text[length..], out var exponentLength, default, CultureInfo.InvariantCulture);
        return double.Parse(text[..(length + exponentLength)], NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
