using System.Numerics;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Parquet.Statistics;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Checks that decimals have no more digits than their type, which neither memory nor file enforce by themselves.</summary>
internal static class DecimalDigits
{
    public static bool Fit<T>(ReadOnlySpan<T> unscaled, DecimalType type)
        where T : unmanaged, INumber<T>
    {
        if (unscaled.IsEmpty)
        {
            return true;
        }

        var range = default(ValueRange<T>);
        range.Include(unscaled);
        var limit = PowersOfTen.Int128(type.Precision);
        return Int128.CreateTruncating(range.Max) < limit && Int128.CreateTruncating(range.Min) > -limit;
    }
}
