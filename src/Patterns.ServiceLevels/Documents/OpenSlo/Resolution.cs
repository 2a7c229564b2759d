namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Writes named objects out where they are used.</summary>
internal sealed class Resolution(string document, IReadOnlyList<OpenSloObject> objects)
{
    private readonly Dictionary<(OpenSloKind, string), OpenSloObject> _byName = objects.ToDictionary(static item => (item.Kind, item.Name));

    public IReadOnlyList<OpenSloObject> Resolve()
        => [.. objects.Select(item => item switch
        {
            OpenSloObjectives slo => Resolve(slo),
            OpenSloAlertPolicy policy => Resolve(policy),
            _ => item,
        })];

    private OpenSloObjectives Resolve(OpenSloObjectives slo)
    {
        var place = $"the SLO '{slo.Name}'";
        return slo with
        {
            Indicator = Indicator(slo.Indicator, place),
            Objectives = [.. slo.Objectives.Select(objective => objective with { Indicator = Indicator(objective.Indicator, place) })],
            AlertPolicies = [.. slo.AlertPolicies.Select(link => new OpenSloLink<OpenSloAlertPolicy>(Resolve(Find(link, OpenSloKind.AlertPolicy, place))))],
        };
    }

    private OpenSloAlertPolicy Resolve(OpenSloAlertPolicy policy)
    {
        var place = $"the AlertPolicy '{policy.Name}'";
        return policy with
        {
            Condition = new(Find(policy.Condition, OpenSloKind.AlertCondition, place)),
            NotificationTargets = [.. policy.NotificationTargets.Select(link => new OpenSloLink<OpenSloAlertNotificationTarget>(Find(link, OpenSloKind.AlertNotificationTarget, place)))],
        };
    }

    private OpenSloLink<OpenSloIndicator>? Indicator(OpenSloLink<OpenSloIndicator>? link, string place)
        => link is null ? null : new OpenSloLink<OpenSloIndicator>(WithSource(Find(link, OpenSloKind.SLI, place)));

    // A data source says of what type it is, which the metric then need not.
    private OpenSloIndicator WithSource(OpenSloIndicator indicator)
        => indicator with
        {
            ThresholdMetric = WithSource(indicator.ThresholdMetric, indicator.Name),
            RatioMetric = indicator.RatioMetric is not { } ratio ? null : ratio with
            {
                Good = WithSource(ratio.Good, indicator.Name),
                Bad = WithSource(ratio.Bad, indicator.Name),
                Total = WithSource(ratio.Total, indicator.Name),
                Raw = WithSource(ratio.Raw, indicator.Name),
            },
        };

    private OpenSloMetric? WithSource(OpenSloMetric? metric, string indicator)
    {
        if (metric?.DataSource is not { } name || !_byName.TryGetValue((OpenSloKind.DataSource, name), out var found))
        {
            return metric;
        }

        var type = ((OpenSloDataSource)found).Type;
        return metric.Type is null || metric.Type.Equals(type, StringComparison.OrdinalIgnoreCase)
            ? metric with { Type = type }
            : throw Fault($"the indicator '{indicator}' says that its source is {metric.Type}, and the DataSource '{name}' says {type}. Change one.");
    }

    private T Find<T>(OpenSloLink<T> link, OpenSloKind kind, string place)
        where T : OpenSloObject
        => link.Value ?? (_byName.TryGetValue((kind, link.Name!), out var found) ? (T)found : throw Fault($"{place} names the {kind} '{link.Name}', which is not in this document. Add it, or write it out."));

    private DocumentException Fault(string problem) => new(document, 0, 0, "", problem);
}
