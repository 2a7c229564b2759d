using System.Numerics;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>Builds the columns of exact sums and averages.</summary>
internal static class ExactSum
{
    /// <summary>A column of integers or decimals from their unscaled values.</summary>
    /// <exception cref="AggregateOverflowException">A value is outside the type.</exception>
    public static Column Build(DataType type, ReadOnlySpan<Int128> totals, Validity validity)
    {
        var limit = type is DecimalType digits ? PowersOfTen.Int128(digits.Precision) - 1 : long.MaxValue;
        var lowest = type is DecimalType ? -limit : long.MinValue;
        for (var group = 0; group < totals.Length; group++)
        {
            if ((totals[group] > limit || totals[group] < lowest) && !validity.IsNull(group))
            {
                throw new AggregateOverflowException(type);
            }
        }

        return type is DecimalType { Precision: > DecimalType.MaxPrecision64 }
            ? Fill<Int128>(type, totals, validity)
            : Fill<long>(type, totals, validity);
    }

    /// <summary>Averages of integers as doubles.</summary>
    public static Column BuildAverage(ReadOnlySpan<Int128> totals, ReadOnlySpan<long> counts)
    {
        var values = ColumnBuffer.Rent<double>(totals.Length);
        var destination = values.Span<double>(totals.Length);
        using var validity = new ValidityBuilder();
        for (var group = 0; group < totals.Length; group++)
        {
            destination[group] = (double)totals[group] / counts[group];
            validity.Append(counts[group] > 0);
        }

        return new FixedColumn<double>(DataType.Float64, totals.Length, values, validity.Detach());
    }

    /// <summary>Averages of decimals with more digits after the point, rounded half away from zero.</summary>
    /// <param name="totals">Unscaled sums.</param>
    /// <param name="scale">Scale of the sums.</param>
    /// <param name="counts">What to divide by.</param>
    /// <param name="type">Type of the averages.</param>
    public static Column BuildAverage(ReadOnlySpan<Int128> totals, int scale, ReadOnlySpan<long> counts, DecimalType type)
    {
        var factor = BigInteger.Pow(10, type.Scale - scale);
        var averages = new Int128[totals.Length];
        using var validity = new ValidityBuilder();
        for (var group = 0; group < totals.Length; group++)
        {
            validity.Append(counts[group] > 0);
            averages[group] = counts[group] == 0 ? 0 : (Int128)DivideRounded(totals[group] * factor, counts[group]);
        }

        return Build(type, averages, validity.Detach());
    }

    private static BigInteger DivideRounded(BigInteger dividend, long divisor)
        => ((dividend * 2) + (dividend.Sign * divisor)) / (divisor * (BigInteger)2);

    private static FixedColumn<T> Fill<T>(DataType type, ReadOnlySpan<Int128> totals, Validity validity)
        where T : unmanaged, IBinaryInteger<T>
    {
        var values = ColumnBuffer.Rent<T>(totals.Length);
        var destination = values.Span<T>(totals.Length);
        for (var group = 0; group < totals.Length; group++)
        {
            destination[group] = T.CreateTruncating(totals[group]);
        }

        return new FixedColumn<T>(type, totals.Length, values, validity);
    }
}
