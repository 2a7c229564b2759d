using System.Globalization;
using System.Text.Json.Nodes;
using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Writes objects as OpenSLO v1, one YAML document each.</summary>
internal static class DocumentWriter
{
    public static string Write(IReadOnlyList<OpenSloObject> objects) => string.Join("---\n", objects.Select(static item => YamlText.Write(Document(item))));

    private static JsonObject Document(OpenSloObject item)
    {
        var document = new JsonObject { ["apiVersion"] = "openslo/v1" };
        foreach (var (name, value) in Inline(item).ToList())
        {
            document[name] = value?.DeepClone();
        }

        return document;
    }

    private static JsonObject Inline(OpenSloObject item)
        => new()
        {
            ["kind"] = item.Kind.ToString(),
            ["metadata"] = Metadata(item.Metadata),
            ["spec"] = Spec(item),
        };

    private static JsonObject Metadata(OpenSloMetadata metadata)
    {
        var written = new JsonObject { ["name"] = metadata.Name };
        Put(written, "displayName", metadata.DisplayName);
        if (metadata.Labels.Count > 0)
        {
            written["labels"] = new JsonObject(metadata.Labels.Select(static label => KeyValuePair.Create(label.Key, Label(label.Value))));
        }

        if (metadata.Annotations.Count > 0)
        {
            written["annotations"] = new JsonObject(metadata.Annotations.Select(static note => KeyValuePair.Create(note.Key, (JsonNode?)note.Value)));
        }

        return written;
    }

    private static JsonNode? Label(IReadOnlyList<string> values) => values.Count == 1 ? values[0] : new JsonArray([.. values.Select(static value => (JsonNode?)value)]);

    private static JsonObject Spec(OpenSloObject item)
    {
        var spec = new JsonObject();
        Put(spec, "description", item.Description);
        switch (item)
        {
            case OpenSloDataSource source:
                spec["type"] = source.Type;
                spec["connectionDetails"] = source.ConnectionDetails?.DeepClone();
                break;
            case OpenSloIndicator indicator:
                IndicatorWriter.Write(spec, indicator);
                break;
            case OpenSloObjectives objectives:
                Write(spec, objectives);
                break;
            case OpenSloAlertPolicy policy:
                Write(spec, policy);
                break;
            case OpenSloAlertCondition condition:
                Write(spec, condition);
                break;
            case OpenSloAlertNotificationTarget target:
                spec["target"] = target.Target;
                break;
        }

        return spec;
    }

    private static void Write(JsonObject spec, OpenSloObjectives objectives)
    {
        spec["service"] = objectives.Service;
        IndicatorOf(spec, objectives.Indicator);
        if (objectives.TimeWindow is { } window)
        {
            spec["timeWindow"] = new JsonArray(Window(window));
        }

        spec["budgetingMethod"] = objectives.BudgetingMethod.ToString();
        spec["objectives"] = new JsonArray([.. objectives.Objectives.Select(Objective)]);
        if (objectives.AlertPolicies.Count > 0)
        {
            spec["alertPolicies"] = new JsonArray([.. objectives.AlertPolicies.Select(static policy => Link(policy, "alertPolicyRef"))]);
        }
    }

    private static JsonObject Window(OpenSloTimeWindow window)
    {
        var written = new JsonObject { ["duration"] = window.Duration.ToString(), ["isRolling"] = window.IsRolling };
        if (window.Calendar is { } calendar)
        {
            written["calendar"] = new JsonObject
            {
                ["startTime"] = calendar.StartTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                ["timeZone"] = calendar.TimeZone.Id,
            };
        }

        return written;
    }

    private static JsonObject Objective(OpenSloObjective objective)
    {
        var written = new JsonObject();
        Put(written, "displayName", objective.DisplayName);
        Put(written, "op", objective.Operator is { } op ? Words.Of(op) : null);
        Put(written, "value", objective.Value is { } value ? DecimalText.Exact(value) : null);
        written["target"] = DecimalText.Exact(objective.Target);
        Put(written, "timeSliceTarget", objective.TimeSliceTarget is { } slice ? DecimalText.Exact(slice) : null);
        Put(written, "timeSliceWindow", objective.TimeSliceWindow?.ToString());
        IndicatorOf(written, objective.Indicator);
        if (objective.Indicator is not null)
        {
            written["compositeWeight"] = DecimalText.Exact(objective.CompositeWeight);
        }

        return written;
    }

    private static void IndicatorOf(JsonObject owner, OpenSloLink<OpenSloIndicator>? link)
    {
        Put(owner, "indicatorRef", link?.Name);
        if (link?.Value is { } indicator)
        {
            owner["indicator"] = new JsonObject { ["metadata"] = Metadata(indicator.Metadata), ["spec"] = Spec(indicator) };
        }
    }

    private static void Write(JsonObject spec, OpenSloAlertPolicy policy)
    {
        spec["alertWhenNoData"] = policy.AlertWhenNoData;
        spec["alertWhenResolved"] = policy.AlertWhenResolved;
        spec["alertWhenBreaching"] = policy.AlertWhenBreaching;
        spec["conditions"] = new JsonArray(Link(policy.Condition, "conditionRef"));
        spec["notificationTargets"] = new JsonArray([.. policy.NotificationTargets.Select(static target => Link(target, "targetRef"))]);
    }

    private static void Write(JsonObject spec, OpenSloAlertCondition condition)
    {
        spec["severity"] = condition.Severity;
        var written = new JsonObject
        {
            ["kind"] = "burnrate",
            ["op"] = Words.Of(condition.Operator),
            ["threshold"] = DecimalText.Exact(condition.Threshold),
            ["lookbackWindow"] = condition.LookbackWindow.ToString(),
        };
        Put(written, "alertAfter", condition.AlertAfter?.ToString());
        spec["condition"] = written;
    }

    private static JsonObject Link<T>(OpenSloLink<T> link, string reference)
        where T : OpenSloObject
        => link.Value is { } value ? Inline(value) : new JsonObject { [reference] = link.Name };

    private static void Put(JsonObject owner, string name, string? value)
    {
        if (value is not null)
        {
            owner[name] = value;
        }
    }

    private static void Put(JsonObject owner, string name, decimal? value)
    {
        if (value is { } number)
        {
            owner[name] = number;
        }
    }
}
