namespace Patterns.Columnar.Expressions;

/// <summary>Digits of decimals, and System.Decimal as an unscaled integer.</summary>
internal static class WideDecimalConversion
{
    /// <summary>Decimals of more digits are kept as <see cref="WideDecimal"/>, see <see cref="Column.GetValue"/>.</summary>
    public const int MaxSystemDecimalPrecision = 28;

    public static WideDecimal FromDecimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = new UInt128((uint)bits[2], (ulong)(uint)bits[1] << 32 | (uint)bits[0]);
        return new WideDecimal(bits[3] < 0 ? -(Int128)magnitude : (Int128)magnitude, value.Scale);
    }

    /// <summary>How many decimal digits a number has, at least one.</summary>
    public static int DigitCount(Int128 value)
    {
        var magnitude = Int128.IsNegative(value) ? (UInt128)(-value) : (UInt128)value;
        var digits = 1;
        while (magnitude >= 10)
        {
            magnitude /= 10;
            digits++;
        }

        return digits;
    }
}
