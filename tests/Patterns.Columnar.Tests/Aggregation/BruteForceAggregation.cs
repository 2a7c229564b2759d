using System.Globalization;
using System.Numerics;
using Patterns.Columnar.Tests.Batches;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Aggregation;

/// <summary>Grouping and aggregates by LINQ over boxed values: the reference for what the engine does.</summary>
internal static class BruteForceAggregation
{
    /// <summary>The groups in the order of their first rows: key values, then results.</summary>
    public static object?[][] Run(
        IReadOnlyList<Column> keys, IReadOnlyList<(AggregateFunction Function, Column? Argument)> aggregates, int rowCount)
    {
        var groups = Enumerable.Range(0, rowCount)
            .GroupBy(row => string.Join('|', keys.Select(key => Text(key.GetValue(row)))))
            .Select(static group => group.ToArray())
            .ToList();
        if (keys.Count == 0 && groups.Count == 0)
        {
            groups.Add([]);
        }

        return
        [
            .. groups.Select(rows => (object?[])
            [
                .. keys.Select(key => Canonical(key.GetValue(rows[0]))),
                .. aggregates.Select(aggregate => Aggregate(aggregate.Function, aggregate.Argument, rows)),
            ]),
        ];
    }

    private static object? Aggregate(AggregateFunction function, Column? argument, int[] rows)
    {
        if (function == AggregateFunction.CountAll)
        {
            return (long)rows.Length;
        }

        if (function is AggregateFunction.First or AggregateFunction.Last)
        {
            return rows.Length == 0 ? null : argument!.GetValue(function == AggregateFunction.First ? rows[0] : rows[^1]);
        }

        var values = rows.Select(argument!.GetValue).Where(static value => value is not null).Select(static value => value!).ToArray();
        return function switch
        {
            AggregateFunction.Count => (long)values.Length,
            AggregateFunction.CountDistinct => values.Select(Text).Distinct().LongCount(),
            _ when values.Length == 0 => null,
            AggregateFunction.Sum => Sum(argument.Type, values),
            AggregateFunction.Average => Average(argument.Type, values),
            AggregateFunction.FirstNotNull => values[0],
            AggregateFunction.LastNotNull => values[^1],
            AggregateFunction.All => values.All(static value => value is true),
            AggregateFunction.Any => values.Any(static value => value is true),
            AggregateFunction.Min => values.Aggregate(static (left, right) => ValueOrder.Compare(right, left) < 0 ? right : left),
            _ => values.Aggregate(static (left, right) => ValueOrder.Compare(right, left) > 0 ? right : left),
        };
    }

    private static object Sum(DataType type, object[] values) => type switch
    {
        DecimalType { Precision: <= 18 } => values.Sum(static value => (decimal)value),
        DecimalType digits => new WideDecimal((Int128)Total(values), digits.Scale),
        { IsInteger: true } => (long)Total(values),
        _ => values.Aggregate(0d, static (sum, value) => sum + Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };

    private static object Average(DataType type, object[] values) => type switch
    {
        DecimalType { Precision: <= 18, Scale: var scale } => decimal.Round(values.Sum(static value => (decimal)value) / values.Length, scale + 4, MidpointRounding.AwayFromZero),
        DecimalType digits => new WideDecimal((Int128)Divide(Total(values) * 10_000, values.Length), digits.Scale + 4),
        { IsInteger: true } => (double)Total(values) / values.Length,
        _ => (double)Sum(type, values) / values.Length,
    };

    private static BigInteger Total(object[] values) => values.Aggregate(BigInteger.Zero, static (sum, value) => sum + value switch
    {
        WideDecimal wide => wide.Unscaled,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    });

    private static BigInteger Divide(BigInteger dividend, int divisor)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(dividend), divisor, out var remainder);
        return dividend.Sign * (quotient + (remainder * 2 >= divisor ? 1 : 0));
    }

    private static object? Canonical(object? value) => value switch
    {
        0d => 0d,
        0f => 0f,
        _ => value,
    };

    private static string Text(object? value) => Canonical(value) switch
    {
        null => "null",
        byte[] bytes => Convert.ToBase64String(bytes),
        string text => $"'{text}'",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
    };
}
