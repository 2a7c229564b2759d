namespace Patterns.Columnar.Kernels;

/// <summary>
/// Bins of numbers whose width grows with the numbers, so that the middle of a bin is within 1 % of every number in it. Bins are numbered in the
/// order of their numbers; every NaN is in the last one.
/// </summary>
/// <remarks>Source: Masson, Rim and Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", 2019.</remarks>
internal static class QuantileBins
{
    /// <summary>The largest distance of a number from the middle of its bin, as a part of the number.</summary>
    public const double RelativeError = 0.01;

    private const double Base = (1 + RelativeError) / (1 - RelativeError);

    // Below this a number counts as zero, so that bins of positive numbers are numbered from 1.
    private const double Smallest = 1e-300;
    private const int Zero = 1 << 17;
    private const int PositiveInfinity = (2 * Zero) - 2;
    private const int NaN = PositiveInfinity + 1;

    private static readonly double Factor = 1 / Math.Log2(Base);
    private static readonly int FirstPower = (int)Math.Floor(Math.Log2(Smallest) * Factor);

    /// <summary>The bin of a number, 0 to 2^18 - 1.</summary>
    public static int Of(double value)
    {
        var size = Math.Abs(value);
        if (size is >= Smallest and <= double.MaxValue)
        {
            var bin = (int)Math.Ceiling(Math.Log2(size) * Factor) - FirstPower + 1;
            return value > 0 ? Zero + bin : Zero - bin;
        }

        return size < Smallest ? Zero : double.IsNaN(value) ? NaN : value > 0 ? PositiveInfinity : 0;
    }

    /// <summary>The number that is nearest to all of a bin.</summary>
    public static double Middle(int bin)
    {
        if (bin is 0 or PositiveInfinity or NaN or Zero)
        {
            return bin switch { 0 => double.NegativeInfinity, PositiveInfinity => double.PositiveInfinity, NaN => double.NaN, _ => 0 };
        }

        var power = Math.Abs(bin - Zero) - 1 + FirstPower;
        var middle = Math.Min(double.MaxValue, Math.Pow(Base, power) * 2 / (Base + 1));
        return bin > Zero ? middle : -middle;
    }
}
