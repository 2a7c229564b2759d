using Patterns.Core;

namespace Patterns.Columnar.Kernels;

/// <summary>Exact conversion of decimal numbers to the integer that a decimal column stores.</summary>
internal static class UnscaledDecimal
{
    /// <summary>The integer for a value, unless it has more digits than the type, before or after the point.</summary>
    public static bool TryCreate(decimal value, DecimalType type, out Int128 unscaled)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        if (bits[2] == 0 && TryCreateNarrow(((ulong)(uint)bits[1] << 32) | (uint)bits[0], value.Scale, type, out var narrow))
        {
            unscaled = bits[3] < 0 ? -narrow : narrow;
            return true;
        }

        var magnitude = (Int128)new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return TryRescale(bits[3] < 0 ? -magnitude : magnitude, value.Scale, type, out unscaled);
    }

    /// <summary>The integer at the type's scale for one at another scale, unless digits would be lost or there are too many.</summary>
    public static bool TryRescale(Int128 value, int scale, DecimalType type, out Int128 unscaled)
    {
        unscaled = value;
        var limit = PowersOfTen.Int128(type.Precision);
        if (scale > type.Scale)
        {
            var (quotient, remainder) = Int128.DivRem(value, PowersOfTen.Int128(scale - type.Scale));
            unscaled = quotient;
            if (remainder != 0)
            {
                return false;
            }
        }
        else if (scale < type.Scale)
        {
            var factor = PowersOfTen.Int128(type.Scale - scale);
            if (DecimalRounding.Magnitude(value) >= (UInt128)(limit / factor + 1))
            {
                return false;
            }

            unscaled = value * factor;
        }

        return unscaled < limit && unscaled > -limit;
    }

    /// <summary>The common case in 64 bits, which is ten times as fast; false says nothing.</summary>
    private static bool TryCreateNarrow(ulong magnitude, int scale, DecimalType type, out long unscaled)
    {
        unscaled = 0;
        if (type.Precision > DecimalType.MaxPrecision64 || scale > type.Scale)
        {
            return false;
        }

        var high = Math.BigMul(magnitude, (ulong)PowersOfTen.Int64(type.Scale - scale), out var low);
        unscaled = (long)low;
        return high == 0 && low < (ulong)PowersOfTen.Int64(type.Precision);
    }
}
