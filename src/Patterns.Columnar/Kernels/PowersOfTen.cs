namespace Patterns.Columnar.Kernels;

/// <summary>10^0 to 10^38, all that a decimal's scale or precision needs.</summary>
internal static class PowersOfTen
{
    /// <summary>The largest exponent.</summary>
    public const int MaxExponent = 38;

    private static readonly Int128[] Values = [.. Compute()];
    private static readonly long[] NarrowValues = [.. Compute().Take(19).Select(static value => (long)value)];

    /// <summary>10 to the power of 0 … 38.</summary>
    public static Int128 Int128(int exponent) => Values[exponent];

    /// <summary>10 to the power of 0 … 18.</summary>
    public static long Int64(int exponent) => NarrowValues[exponent];

    private static IEnumerable<Int128> Compute()
    {
        var value = System.Int128.One;
        for (var exponent = 0; exponent <= 38; exponent++)
        {
            yield return value;
            value = unchecked(value * 10);
        }
    }
}
