using System.Globalization;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>An exact decimal number of up to 38 digits: <see cref="Unscaled"/> ÷ 10^<see cref="Scale"/>. The default is zero.</summary>
/// <remarks>System.Decimal ends at 28 digits; this carries the rest of what Parquet and Spark allow.</remarks>
public readonly record struct WideDecimal
{
    /// <summary>Creates a number.</summary>
    /// <param name="unscaled">The digits as an integer.</param>
    /// <param name="scale">Digits after the point, 0 to 38.</param>
    public WideDecimal(Int128 unscaled, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)scale, (uint)DecimalType.MaxPrecision, nameof(scale));
        Unscaled = unscaled;
        Scale = scale;
    }

    /// <summary>The digits as an integer.</summary>
    public Int128 Unscaled { get; }

    /// <summary>Digits after the point, 0 to 38.</summary>
    public int Scale { get; }

    /// <summary>The same number as System.Decimal; trailing zeros are dropped where that is needed.</summary>
    /// <exception cref="OverflowException">The number has more digits than System.Decimal holds.</exception>
    public decimal ToDecimal()
        => TryToDecimal(out var value) ? value : throw new OverflowException($"{this} has more digits than System.Decimal holds.");

    /// <summary>The same number as System.Decimal, unless it has more digits than that holds.</summary>
    /// <param name="value">The number, or zero.</param>
    public bool TryToDecimal(out decimal value)
    {
        var magnitude = Int128.IsNegative(Unscaled) ? UInt128.Zero - (UInt128)Unscaled : (UInt128)Unscaled;
        var scale = Scale;
        while (scale > 28 || magnitude >> 96 != 0)
        {
            var (quotient, remainder) = UInt128.DivRem(magnitude, 10);
            if (scale == 0 || remainder != 0)
            {
                value = 0;
                return false;
            }

            magnitude = quotient;
            scale--;
        }

        value = new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), Int128.IsNegative(Unscaled), (byte)scale);
        return true;
    }

    /// <summary>Plain digits with <see cref="Scale"/> places after the point, culture-invariant.</summary>
    public override string ToString()
    {
        if (Scale == 0)
        {
            return Unscaled.ToString(CultureInfo.InvariantCulture);
        }

        var negative = Int128.IsNegative(Unscaled);
        var magnitude = negative ? (UInt128)(-Unscaled) : (UInt128)Unscaled;
        var digits = magnitude.ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        return $"{(negative ? "-" : "")}{digits[..^Scale]}.{digits[^Scale..]}";
    }
}
