using System.Text.Json.Nodes;
using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Prometheus;

/// <summary>Writes rules as the file that Prometheus reads.</summary>
internal static class RuleText
{
    public static string Write(IReadOnlyList<PrometheusRuleGroup> groups)
        => YamlText.Write(new JsonObject { ["groups"] = new JsonArray([.. groups.Select(Group)]) });

    private static JsonObject Group(PrometheusRuleGroup group)
    {
        var written = new JsonObject { ["name"] = group.Name };
        if (group.Interval is { } interval)
        {
            written["interval"] = PromDuration.Of(interval);
        }

        written["rules"] = new JsonArray([.. group.Rules.Select(Rule)]);
        return written;
    }

    private static JsonObject Rule(PrometheusRule rule)
    {
        var written = new JsonObject { [rule.IsAlert ? "alert" : "record"] = rule.Name, ["expr"] = rule.Expression };
        if (rule.For > TimeSpan.Zero)
        {
            written["for"] = PromDuration.Of(rule.For);
        }

        Put(written, "labels", rule.Labels);
        Put(written, "annotations", rule.Annotations);
        return written;
    }

    private static void Put(JsonObject owner, string name, IReadOnlyDictionary<string, string> texts)
    {
        if (texts.Count > 0)
        {
            owner[name] = new JsonObject(texts.Select(static text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value)));
        }
    }
}
