using Patterns.ServiceLevels.Prometheus;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Objectives whose indicators ask Prometheus, as rules are generated of.</summary>
internal static class PrometheusMapping
{
    private static readonly TimeSpan DefaultPeriod = TimeSpan.FromDays(30);

    public static IReadOnlyList<PrometheusObjective> Map(string document, IReadOnlyList<OpenSloObject> objects)
        => [.. objects.OfType<OpenSloObjectives>().SelectMany(slo => slo.Objectives.Select((objective, index) => Map(document, slo, objective, index)))];

    private static PrometheusObjective Map(string document, OpenSloObjectives slo, OpenSloObjective objective, int index)
    {
        var path = $"the SLO '{slo.Name}', objective {index + 1}";
        var indicator = (objective.Indicator ?? slo.Indicator)!;
        if (slo.BudgetingMethod != OpenSloBudgetingMethod.Occurrences)
        {
            throw Fault(document, path, $"budgets are counted as {slo.BudgetingMethod}, and rules are generated for Occurrences only.");
        }

        return new PrometheusObjective(slo.Service, $"{slo.Name}-{index}", TargetOf(document, path, objective), Indicator(document, path, indicator))
        {
            Period = Period(document, path, slo.TimeWindow),
            Description = slo.Description,
            Specification = slo.IsAlpha ? "openslo/v1alpha" : "openslo/v1",
        };
    }

    private static Target TargetOf(string document, string path, OpenSloObjective objective)
    {
        try
        {
            return new Target(objective.Target);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new DocumentException(document, 0, 0, path, exception.Message.Split('\n')[0], exception);
        }
    }

    private static TimeSpan Period(string document, string path, OpenSloTimeWindow? window)
        => window is null ? DefaultPeriod
            : window.IsRolling && window.Duration.ToTimeSpan() is { } period ? period
            : throw Fault(document, path, "its window follows the calendar, and Prometheus has rolling ones only. Let the window roll.");

    private static PrometheusIndicator Indicator(string document, string path, OpenSloLink<OpenSloIndicator> link)
    {
        var indicator = link.Value ?? throw Fault(document, path, $"its indicator '{link.Name}' is only named. Resolve the document first.");
        var ratio = indicator.RatioMetric ?? throw Fault(document, path, $"its indicator '{indicator.Name}' is a threshold of values, and rules are generated of events only.");
        if (ratio.Raw is { } raw)
        {
            return ratio.RawIsFailure
                ? PrometheusIndicator.ErrorRatio(Query(document, path, raw))
                : PrometheusIndicator.ErrorRatio($"1 - ({Query(document, path, raw)})");
        }

        var total = Query(document, path, ratio.Total!);
        return ratio.Good is { } good
            ? PrometheusIndicator.GoodQueries(Query(document, path, good), total)
            : PrometheusIndicator.Queries(Query(document, path, ratio.Bad!), total);
    }

    private static string Query(string document, string path, OpenSloMetric metric)
    {
        if (metric.Type is { } type && !type.Equals("prometheus", StringComparison.OrdinalIgnoreCase) && !type.Equals("sloth", StringComparison.OrdinalIgnoreCase))
        {
            throw Fault(document, path, $"its source is {type}, and rules are generated for Prometheus.");
        }

        var query = metric.Query ?? throw Fault(document, path, "its metric has no text under 'query'.");
        return WindowTemplate.Problem(query) is { } problem ? throw Fault(document, path, problem) : query;
    }

    private static DocumentException Fault(string document, string path, string problem) => new(document, 0, 0, path, problem);
}
