using System.Numerics;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>An integer or decimal of any size, for the interpreter.</summary>
internal readonly record struct Exact(BigInteger Unscaled, int Scale) : IComparable<Exact>
{
    public static Exact? From(object value) => value switch
    {
        sbyte number => new Exact(number, 0),
        short number => new Exact(number, 0),
        int number => new Exact(number, 0),
        long number => new Exact(number, 0),
        decimal number => From(number),
        WideDecimal number => new Exact((BigInteger)number.Unscaled, number.Scale),
        _ => null,
    };

    public int CompareTo(Exact other)
    {
        var scale = Math.Max(Scale, other.Scale);
        return At(scale).CompareTo(other.At(scale));
    }

    /// <summary>The unscaled value at a larger scale.</summary>
    public BigInteger At(int scale) => Unscaled * BigInteger.Pow(10, scale - Scale);

    /// <summary>The value at another scale, rounded half away from zero.</summary>
    public Exact Round(int scale)
    {
        if (scale >= Scale)
        {
            return new Exact(At(scale), scale);
        }

        return new Exact(RoundedQuotient(Unscaled, BigInteger.Pow(10, Scale - scale)), scale);
    }

    public static BigInteger RoundedQuotient(BigInteger dividend, BigInteger divisor)
    {
        var sign = dividend.Sign * divisor.Sign;
        return sign * (((BigInteger.Abs(dividend) * 2) + BigInteger.Abs(divisor)) / (BigInteger.Abs(divisor) * 2));
    }

    public double ToDouble() => double.Parse($"{Unscaled}E-{Scale}", System.Globalization.CultureInfo.InvariantCulture);

    private static Exact From(decimal value)
    {
        var bits = decimal.GetBits(value);
        var magnitude = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return new Exact(value < 0 ? -magnitude : magnitude, value.Scale);
    }
}
