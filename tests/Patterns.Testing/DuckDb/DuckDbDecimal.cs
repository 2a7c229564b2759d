using System.Globalization;

namespace Patterns.Testing;

/// <summary>A DECIMAL of up to 38 digits, exact: <paramref name="Unscaled"/> × 10^-<paramref name="Scale"/>.</summary>
/// <param name="Unscaled">The digits as an integer.</param>
/// <param name="Scale">Digits after the decimal point, 0 to 38.</param>
public readonly record struct DuckDbDecimal(Int128 Unscaled, int Scale)
{
    /// <summary>The value as DuckDB prints it: always with <see cref="Scale"/> digits after the point.</summary>
    public override string ToString()
    {
        if (Scale == 0)
        {
            return Unscaled.ToString(CultureInfo.InvariantCulture);
        }

        string digits = Int128.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        return $"{(Int128.IsNegative(Unscaled) ? "-" : "")}{digits[..^Scale]}.{digits[^Scale..]}";
    }
}
