using System.Text.Json;
using System.Text.Json.Nodes;
using Patterns.ServiceLevels.Grafana;

namespace Patterns.ServiceLevels;

/// <summary>A dashboard for Grafana over the series that <see cref="PrometheusRules.CountBased"/> records: per objective its attainment, what is left of its budget, and how fast it burns.</summary>
public static class GrafanaDashboard
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The dashboard as JSON, to import or to provision. Which Prometheus answers is chosen on the dashboard.</summary>
    /// <param name="title">Its title, not empty.</param>
    /// <param name="objectives">The objectives, one row each.</param>
    /// <param name="alerts">The alerts that the rules were generated with; null for the workbook's that suit each objective.</param>
    public static string ToJson(string title, IEnumerable<PrometheusObjective> objectives, IReadOnlyList<AlertRule>? alerts = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentNullException.ThrowIfNull(objectives);
        var panels = new JsonArray();
        foreach (var (number, objective) in objectives.Index())
        {
            var row = new ObjectiveRow(objective, alerts ?? AlertRules.Suiting(objective.Target, objective.Period));
            foreach (var panel in row.Panels(number, firstId: panels.Count + 1))
            {
                panels.Add((JsonNode)panel);
            }
        }

        return Dashboard(title, panels).ToJsonString(Indented) + "\n";
    }

    private static JsonObject Dashboard(string title, JsonArray panels)
        => new()
        {
            ["title"] = title,
            ["tags"] = new JsonArray("slo"),
            ["schemaVersion"] = 39,
            ["editable"] = true,
            ["refresh"] = "1m",
            ["time"] = new JsonObject { ["from"] = "now-7d", ["to"] = "now" },
            ["templating"] = new JsonObject
            {
                ["list"] = new JsonArray(new JsonObject { ["name"] = "source", ["label"] = "Prometheus", ["type"] = "datasource", ["query"] = "prometheus" }),
            },
            ["panels"] = panels,
        };
}
