namespace Patterns.ServiceLevels.Sketches;

/// <summary>The buckets of an exponential scale: bucket i holds the values above base^i up to and with base^(i + 1), where base is 2^(2^-scale).</summary>
internal static class ExponentialScale
{
    /// <summary>The finest scale of OpenTelemetry.</summary>
    public const int Max = 20;

    /// <summary>The coarsest scale: one bucket for more than all doubles.</summary>
    public const int Min = -11;

    public static int For(double relativeError)
    {
        var scale = 0;
        while (scale < Max && RelativeError(scale) > relativeError)
        {
            scale++;
        }

        return scale;
    }

    public static double RelativeError(int scale)
    {
        var growth = double.Exp2(Math.ScaleB(1, -scale));
        return double.IsInfinity(growth) ? 1 : (growth - 1) / (growth + 1);
    }

    /// <summary>The bucket of a positive value.</summary>
    public static int Index(double value, int scale)
    {
        var exponent = Math.ILogB(value);
        var significand = Math.ScaleB(value, -exponent); // 1 to 2; exact, also for subnormal values
        if (significand == 1)
        {
            // Powers of two are upper bounds, which belong to the bucket below.
            return Shift(exponent, scale) - (scale < 0 && (exponent & ((1 << -scale) - 1)) != 0 ? 0 : 1);
        }

        if (scale <= 0)
        {
            return Shift(exponent, scale);
        }

        var within = (int)Math.Ceiling(Math.Log2(significand) * (1 << scale)) - 1;
        return (exponent << scale) + Math.Clamp(within, 0, (1 << scale) - 1);
    }

    public static double LowerBound(int index, int scale) => double.Exp2(Math.ScaleB((double)index, -scale));

    public static double UpperBound(int index, int scale) => double.Exp2(Math.ScaleB(index + 1.0, -scale));

    /// <summary>The value with the smallest relative error to both bounds.</summary>
    public static double Middle(int index, int scale)
    {
        var (low, high) = (LowerBound(index, scale), Math.Min(UpperBound(index, scale), double.MaxValue));
        return 2 * low * (high / (low + high));
    }

    private static int Shift(int exponent, int scale) => scale >= 0 ? exponent << scale : exponent >> -scale;
}
