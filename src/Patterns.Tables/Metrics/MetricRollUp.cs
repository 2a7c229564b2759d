using System.Globalization;
using Patterns.Columnar;

namespace Patterns.Tables.Metrics;

/// <summary>Adds the rows of an answer up to fewer dimensions.</summary>
internal static class MetricRollUp
{
    public static IReadOnlyList<MetricRow> Apply(ResolvedMetric metric, MetricResult result, IReadOnlyList<string> by, bool keepPeriods)
    {
        var dimensions = result.Receipt.By;
        var kept = by.Select(name => IndexOf(metric.Definition.Name, dimensions, name)).ToArray();
        var addsPeriods = result.Receipt.Grain is not null && !keepPeriods;
        RequireAddable(metric.Definition, addsPeriods, addsPeriods || by.Count < dimensions.Count);
        return
        [
            .. result.Rows
                .GroupBy(row => (Period: keepPeriods ? row.Period : null, Key: string.Join('\u001F', kept.Select(index => KeyOf(row.By[index])))))
                .Select(group => new MetricRow(
                    group.Key.Period, keepPeriods && group.First().IsPartial, [.. kept.Select(index => group.First().By[index])], group.Select(static row => row.Value).Aggregate(Add))),
        ];
    }

    private static void RequireAddable(MetricDefinition metric, bool addsPeriods, bool adds)
    {
        var reason = !adds ? null
            : metric.Additivity == MetricAdditivity.NonAdditive ? "it is not additive"
            : metric.Additivity == MetricAdditivity.SemiAdditive && addsPeriods ? "it is semi-additive, and over several periods the last one counts"
            : metric.Scale is not null ? $"they are rounded to {metric.Scale} digits each"
            : null;
        if (reason is not null)
        {
            throw new MetricRollUpException(metric.Name, metric.Additivity, reason);
        }
    }

    private static int IndexOf(string metric, IReadOnlyList<string> dimensions, string name)
    {
        for (var index = 0; index < dimensions.Count; index++)
        {
            if (string.Equals(dimensions[index], name, StringComparison.Ordinal))
            {
                return index;
            }
        }

        throw new DimensionNotFoundException(metric, name, dimensions, "the answer does not have it");
    }

    /// <summary>Equal for equal values only; null is not the text of it.</summary>
    private static string KeyOf(object? value) => value switch
    {
        null => "\u0000",
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static object? Add(object? left, object? right) => (left, right) switch
    {
        (null, _) => right,
        (_, null) => left,
        (long first, long second) => checked(first + second),
        (decimal first, decimal second) => first + second,
        (double first, double second) => first + second,
        _ => AddWide(left, right),
    };

    private static WideDecimal AddWide(object left, object right)
    {
        var (first, second) = (Widen(left), Widen(right));
        var scale = Math.Max(first.Scale, second.Scale);
        return new WideDecimal(checked(Unscaled(first, scale) + Unscaled(second, scale)), scale);
    }

    private static WideDecimal Widen(object value) => value is WideDecimal wide ? wide : new WideDecimal((Int128)((decimal)value * Power(((decimal)value).Scale)), ((decimal)value).Scale);

    private static decimal Power(int exponent) => (decimal)Math.Pow(10, exponent);

    private static Int128 Unscaled(WideDecimal value, int scale)
    {
        var unscaled = value.Unscaled;
        for (var digit = value.Scale; digit < scale; digit++)
        {
            unscaled = checked(unscaled * 10);
        }

        return unscaled;
    }
}
