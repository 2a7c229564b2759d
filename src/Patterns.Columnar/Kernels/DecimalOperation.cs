using System.Numerics;

namespace Patterns.Columnar.Kernels;

/// <summary>
/// Arithmetic on unscaled decimals of given scales. Computed in 128 bits where that suffices, else in big integers; false means that the
/// result has too many digits or the divisor is zero.
/// </summary>
internal readonly record struct DecimalOperation(int LeftScale, int RightScale, int Precision, int Scale)
{
    /// <summary>
    /// Whether a product of operands of at most 64 bits is a result as it is: nothing is rounded, and where 38 digits are less than both operands have,
    /// 126 bits still fit in.
    /// </summary>
    public bool IsProductExact => Scale == LeftScale + RightScale;

    public bool TryAdd(Int128 left, Int128 right, out Int128 result)
    {
        var scale = Math.Max(LeftScale, RightScale);
        if (DecimalRounding.TryScaleUp(left, scale - LeftScale, out var a) && DecimalRounding.TryScaleUp(right, scale - RightScale, out var b))
        {
            var sum = a + b;
            if (!Int128.IsNegative((a ^ sum) & (b ^ sum)))
            {
                return DecimalRounding.TryRescale(sum, scale, Scale, Precision, out result);
            }
        }

        return TryRound(Power(left, scale - LeftScale) + Power(right, scale - RightScale), scale, out result);
    }

    public bool TryMultiply(Int128 left, Int128 right, out Int128 result)
    {
        var scale = LeftScale + RightScale;
        if (left == (long)left && right == (long)right)
        {
            var high = Math.BigMul((long)left, (long)right, out var low);
            return DecimalRounding.TryRescale(new Int128((ulong)high, (ulong)low), scale, Scale, Precision, out result);
        }

        return TryRound((BigInteger)left * right, scale, out result);
    }

    public bool TryDivide(Int128 left, Int128 right, out Int128 result)
    {
        result = 0;
        if (right == 0)
        {
            return false;
        }

        var shift = Scale - LeftScale + RightScale;
        if (shift >= 0 && DecimalRounding.TryScaleUp(left, shift, out var dividend))
        {
            result = DecimalRounding.DivideHalfUp(dividend, right);
            return DecimalRounding.Fits(result, Precision);
        }

        return TryRound(DivideHalfUp(Power(left, shift), Power(right, -shift)), Scale, out result);
    }

    public bool TryRemainder(Int128 left, Int128 right, out Int128 result)
    {
        result = 0;
        if (right == 0)
        {
            return false;
        }

        var scale = Math.Max(LeftScale, RightScale);
        if (DecimalRounding.TryScaleUp(left, scale - LeftScale, out var a) && DecimalRounding.TryScaleUp(right, scale - RightScale, out var b))
        {
            return DecimalRounding.TryRescale(b == -1 ? 0 : a % b, scale, Scale, Precision, out result);
        }

        return TryRound(Power(left, scale - LeftScale) % Power(right, scale - RightScale), scale, out result);
    }

    /// <summary>The quotient cut towards zero as a 64-bit integer.</summary>
    public bool TryQuotient(Int128 left, Int128 right, out long result)
    {
        result = 0;
        if (right == 0)
        {
            return false;
        }

        var scale = Math.Max(LeftScale, RightScale);
        if (DecimalRounding.TryScaleUp(left, scale - LeftScale, out var a) && DecimalRounding.TryScaleUp(right, scale - RightScale, out var b))
        {
            var narrow = b == -1 ? -a : a / b;
            result = (long)narrow;
            return narrow == result;
        }

        var quotient = Power(left, scale - LeftScale) / Power(right, scale - RightScale);
        var fits = quotient >= long.MinValue && quotient <= long.MaxValue;
        result = fits ? (long)quotient : 0;
        return fits;
    }

    private static BigInteger Power(Int128 value, int digits) => digits <= 0 ? value : value * BigInteger.Pow(10, digits);

    private static BigInteger DivideHalfUp(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var remainder);
        return BigInteger.Abs(remainder) * 2 >= BigInteger.Abs(divisor) ? quotient + (dividend.Sign * divisor.Sign) : quotient;
    }

    private bool TryRound(BigInteger value, int scale, out Int128 result)
    {
        var rounded = scale > Scale ? DivideHalfUp(value, BigInteger.Pow(10, scale - Scale)) : value * BigInteger.Pow(10, Scale - scale);
        var fits = BigInteger.Abs(rounded) < (BigInteger)PowersOfTen.Int128(Precision);
        result = fits ? (Int128)rounded : 0;
        return fits;
    }
}
