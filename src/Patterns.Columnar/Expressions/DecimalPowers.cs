using Patterns.Core;

namespace Patterns.Columnar.Expressions;

/// <summary>Powers of ten as 128-bit integers.</summary>
internal static class DecimalPowers
{
    private static readonly Int128[] Powers = Build();

    /// <summary>10 to the power of <paramref name="exponent"/>, which is 0 to 38.</summary>
    public static Int128 Of(int exponent) => Powers[exponent];

    /// <summary>The largest unscaled value of so many digits: all nines.</summary>
    public static Int128 MaxUnscaled(int precision) => Powers[precision] - 1;

    private static Int128[] Build()
    {
        var powers = new Int128[DecimalType.MaxPrecision + 1];
        powers[0] = 1;
        for (var exponent = 1; exponent < powers.Length; exponent++)
        {
            powers[exponent] = powers[exponent - 1] * 10;
        }

        return powers;
    }
}
