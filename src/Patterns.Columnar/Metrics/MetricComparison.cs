using System.Globalization;

namespace Patterns.Columnar.Metrics;

/// <summary>Finds and explains what two definitions do not have in common.</summary>
internal static class MetricComparison
{
    public static IReadOnlyList<MetricDifference> Compare(MetricDefinition first, MetricDefinition second)
    {
        ArgumentNullException.ThrowIfNull(second);
        return
        [
            .. CompareValues(first, second),
            .. CompareText(MetricPart.Window, first.TimeColumn, second.TimeColumn, "is dated by", "has no time column"),
            .. FilterComparison.Compare(first, second),
            .. CompareText(MetricPart.Unit, first.Unit, second.Unit, "is measured in", "names no unit"),
            .. CompareScales(first.Scale, second.Scale),
            .. CompareRounding(first, second),
            .. CompareText(MetricPart.Additivity, MetricJson.NameOf(first.Additivity), MetricJson.NameOf(second.Additivity), "is", ""),
        ];
    }

    private static IEnumerable<MetricDifference> CompareValues(MetricDefinition first, MetricDefinition second)
    {
        if (first.Meaning.Equals(second.Meaning))
        {
            yield break;
        }

        var one = Aggregate.TryFrom(first.Meaning, out var left) & Aggregate.TryFrom(second.Meaning, out var right);
        var (part, explanation) = one && IsCount(left!) && IsCount(right!) ? (MetricPart.Grain, $"The first counts {Counted(left!)}, the second {Counted(right!)}.")
            : one && IsFold(left!) && IsFold(right!) && Equals(left!.Argument, right!.Argument)
                ? (MetricPart.Expression, $"The first takes the {Noun(left)} of {left.Argument}, the second the {Noun(right)}.")
            : one && IsFold(left!) && left!.Function == right!.Function
                ? (MetricPart.Expression, $"Both take the {Noun(left)}, the first of {left.Argument}, the second of {right.Argument}.")
            : (MetricPart.Expression, $"The first computes {first.Meaning}, the second {second.Meaning}.");
        yield return new MetricDifference(part, first.Meaning.ToString(), second.Meaning.ToString(), explanation);
    }

    private static bool IsCount(Aggregate aggregate) => aggregate.Function is AggregateFunction.CountAll
        or AggregateFunction.Count or AggregateFunction.CountDistinct or AggregateFunction.ApproximateCountDistinct;

    private static bool IsFold(Aggregate aggregate) => aggregate.Function is AggregateFunction.Sum or AggregateFunction.Average or AggregateFunction.Min or AggregateFunction.Max;

    private static string Counted(Aggregate aggregate) => aggregate.Function switch
    {
        AggregateFunction.CountAll => "every row",
        AggregateFunction.Count => $"every row that has a {aggregate.Argument}",
        AggregateFunction.CountDistinct => $"every different {aggregate.Argument} once",
        _ => $"about every different {aggregate.Argument} once",
    };

    private static string Noun(Aggregate aggregate) => aggregate.Function switch
    {
        AggregateFunction.Sum => "sum",
        AggregateFunction.Average => "average",
        AggregateFunction.Min => "smallest",
        _ => "largest",
    };

    private static IEnumerable<MetricDifference> CompareScales(int? first, int? second)
    {
        static string Say(int? scale) => scale is null ? "is not rounded" : string.Create(CultureInfo.InvariantCulture, $"is rounded to {scale} digits behind the point");
        return first == second
            ? []
            : [new(MetricPart.Scale, first?.ToString(CultureInfo.InvariantCulture), second?.ToString(CultureInfo.InvariantCulture), $"The first {Say(first)}, the second {Say(second)}.")];
    }

    private static IEnumerable<MetricDifference> CompareRounding(MetricDefinition first, MetricDefinition second)
        => first.Scale is null || second.Scale is null || first.Rounding == second.Rounding
            ? []
            : CompareText(MetricPart.Rounding, MetricJson.NameOf(first.Rounding), MetricJson.NameOf(second.Rounding), "rounds", "");

    private static IEnumerable<MetricDifference> CompareText(MetricPart part, string? first, string? second, string verb, string nothing)
    {
        if (string.Equals(first, second, StringComparison.Ordinal))
        {
            return [];
        }

        string Say(string? value) => value is null ? nothing : $"{verb} {value}";
        return [new MetricDifference(part, first, second, $"The first {Say(first)}, the second {Say(second)}.")];
    }
}
