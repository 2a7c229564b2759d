namespace Patterns.Columnar.Kernels;

/// <summary>Moves decimals between scales, rounding half away from zero (HALF_UP), and bounds their digits.</summary>
internal static class DecimalRounding
{
    /// <summary>The unscaled value at another scale; false when it has more digits than the precision allows.</summary>
    public static bool TryRescale(Int128 value, int fromScale, int toScale, int precision, out Int128 result)
    {
        if (fromScale > toScale)
        {
            result = fromScale - toScale > 38 ? 0 : DivideHalfUp(value, PowersOfTen.Int128(fromScale - toScale));
            return Fits(result, precision);
        }

        return TryScaleUp(value, toScale - fromScale, out result) && Fits(result, precision);
    }

    /// <summary>Value times a power of ten; false when 128 bits do not hold it.</summary>
    public static bool TryScaleUp(Int128 value, int digits, out Int128 result)
    {
        result = 0;
        if (value == 0)
        {
            return true;
        }

        if (digits > 38)
        {
            return false;
        }

        var factor = PowersOfTen.Int128(digits);
        var most = Int128.MaxValue / factor;
        if (value > most || value < -most)
        {
            return false;
        }

        result = value * factor;
        return true;
    }

    public static Int128 DivideHalfUp(Int128 value, Int128 divisor)
    {
        var (quotient, remainder) = Int128.DivRem(value, divisor);
        var isHalfOrMore = Magnitude(remainder) >= Magnitude(divisor) - Magnitude(remainder);
        return isHalfOrMore && remainder != 0 ? quotient + (Int128.IsNegative(value) == Int128.IsNegative(divisor) ? 1 : -1) : quotient;
    }

    /// <summary>The quotient rounded in a given way.</summary>
    public static Int128 Divide(Int128 value, Int128 positiveDivisor, MidpointRounding mode)
    {
        var (quotient, remainder) = Int128.DivRem(value, positiveDivisor);
        if (remainder == 0)
        {
            return quotient;
        }

        var isNegative = Int128.IsNegative(value);
        var half = Int128.Abs(remainder).CompareTo(positiveDivisor - Int128.Abs(remainder));
        var isAwayFromZero = mode switch
        {
            MidpointRounding.ToNegativeInfinity => isNegative,
            MidpointRounding.ToPositiveInfinity => !isNegative,
            MidpointRounding.ToEven => half > 0 || (half == 0 && Int128.IsOddInteger(quotient)),
            _ => half >= 0,
        };
        return !isAwayFromZero ? quotient : isNegative ? quotient - 1 : quotient + 1;
    }

    /// <summary>The quotient cut towards negative infinity, and whether nothing was cut.</summary>
    public static (Int128 Quotient, bool IsExact) DivideFloor(Int128 value, Int128 positiveDivisor)
    {
        var (quotient, remainder) = Int128.DivRem(value, positiveDivisor);
        return (remainder < 0 ? quotient - 1 : quotient, remainder == 0);
    }

    /// <summary>The absolute value, also of the smallest integer, which has no positive counterpart.</summary>
    public static UInt128 Magnitude(Int128 value) => (UInt128)(value < 0 ? -value : value);

    public static bool Fits(Int128 value, int precision)
    {
        var limit = PowersOfTen.Int128(precision);
        return value < limit && value > -limit;
    }
}
