using System.Globalization;
using System.Text;
using Patterns.Columnar.Expressions.Text;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>
/// Rounds floating-point numbers at a decimal place, going by the shortest digits that read back to the number: 2.675 becomes 2.68, although
/// the double nearest to 2.675 lies a little below it. So does Spark.
/// </summary>
internal static class FloatRounding
{
    public static double Round(double value, int places, MidpointRounding mode)
        => places == 0 ? Math.Round(value, mode) : Round(value, places, mode, value.ToString("R", CultureInfo.InvariantCulture));

    /// <param name="value">The number.</param>
    /// <param name="places">Digits to keep behind the point; less than zero for tens, hundreds and so on.</param>
    /// <param name="mode">Where half goes.</param>
    /// <param name="digits">The shortest digits of the number.</param>
    public static double Round(double value, int places, MidpointRounding mode, string digits)
    {
        if (!double.IsFinite(value) || !DecimalText.TrySplit(Encoding.UTF8.GetBytes(digits), mayCut: false, out var unscaled, out var scale) || scale <= places)
        {
            return value;
        }

        var cut = scale - places;
        var rounded = cut > PowersOfTen.MaxExponent ? 0 : DecimalRounding.Divide(unscaled, PowersOfTen.Int128(cut), mode);
        return double.Parse($"{rounded}E{-places}", CultureInfo.InvariantCulture) is var result && result == 0 ? Math.CopySign(0, value) : result;
    }
}
