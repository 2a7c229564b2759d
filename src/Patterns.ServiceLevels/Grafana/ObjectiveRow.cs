using System.Text.Json.Nodes;
using Patterns.Core;
using Patterns.ServiceLevels.Prometheus;

namespace Patterns.ServiceLevels.Grafana;

/// <summary>The panels of one objective: two numbers, two pictures.</summary>
internal sealed class ObjectiveRow(PrometheusObjective objective, IReadOnlyList<AlertRule> alerts)
{
    private const int RowHeight = 9;

    private readonly string _filter = $"{{slo_service={LabelSet.Quote(objective.Service)}, slo_name={LabelSet.Quote(objective.Name)}}}";

    public IEnumerable<JsonObject> Panels(int number, int firstId)
    {
        var top = number * RowHeight;
        yield return new JsonObject
        {
            ["id"] = firstId,
            ["type"] = "row",
            ["title"] = $"{objective.Service} {objective.Name}: {objective.Target} over {PromDuration.Of(objective.Period)}",
            ["collapsed"] = false,
            ["panels"] = new JsonArray(),
            ["gridPos"] = Place(0, top, 24, 1),
        };
        yield return Panel(firstId + 1, "stat", "Good events", Place(0, top + 1, 4, 8), "percentunit", Steps((null, "red"), (objective.Target.Value, "green")), ("slo:attainment:ratio" + _filter, "good"));
        yield return Panel(firstId + 2, "stat", "Budget left", Place(4, top + 1, 4, 8), "percentunit", Steps((null, "red"), (Ratio.Zero, "orange"), (new Ratio(1, 4), "green")), ("slo:budget_remaining:ratio" + _filter, "left"));
        yield return Panel(firstId + 3, "timeseries", "Budget left", Place(8, top + 1, 8, 8), "percentunit", Steps((null, "red"), (Ratio.Zero, "green")), ("slo:budget_remaining:ratio" + _filter, "left"));
        if (alerts.Count == 0)
        {
            yield break;
        }

        var quickest = alerts.MinBy(static rule => rule.LongWindow)!;
        yield return Panel(
            firstId + 4,
            "timeseries",
            "Burn rate",
            Place(16, top + 1, 8, 8),
            "none",
            Steps((null, "green"), (quickest.BurnRate, "red")),
            ($"slo:burn_rate:{PromDuration.Of(quickest.ShortWindow)}{_filter}", PromDuration.Of(quickest.ShortWindow)),
            ($"slo:burn_rate:{PromDuration.Of(quickest.LongWindow)}{_filter}", PromDuration.Of(quickest.LongWindow)));
    }

    private static JsonObject Panel(int id, string type, string title, JsonObject place, string unit, JsonArray steps, params (string Expression, string Legend)[] queries)
        => new()
        {
            ["id"] = id,
            ["type"] = type,
            ["title"] = title,
            ["gridPos"] = place,
            ["datasource"] = Source(),
            ["fieldConfig"] = new JsonObject
            {
                ["defaults"] = new JsonObject
                {
                    ["unit"] = unit,
                    ["decimals"] = unit == "percentunit" ? 3 : 2,
                    ["thresholds"] = new JsonObject { ["mode"] = "absolute", ["steps"] = steps },
                    ["custom"] = type == "timeseries" ? new JsonObject { ["thresholdsStyle"] = new JsonObject { ["mode"] = "line" } } : new JsonObject(),
                },
                ["overrides"] = new JsonArray(),
            },
            ["targets"] = new JsonArray([.. queries.Select(static (query, index) => (JsonNode)new JsonObject
            {
                ["refId"] = ((char)('A' + index)).ToString(),
                ["datasource"] = Source(),
                ["expr"] = query.Expression,
                ["legendFormat"] = query.Legend,
            })]),
        };

    private static JsonObject Source() => new() { ["type"] = "prometheus", ["uid"] = "${source}" };

    private static JsonObject Place(int left, int top, int width, int height) => new() { ["x"] = left, ["y"] = top, ["w"] = width, ["h"] = height };

    private static JsonArray Steps(params (Ratio? From, string Color)[] steps)
        => new([.. steps.Select(static step => (JsonNode)new JsonObject { ["color"] = step.Color, ["value"] = step.From is { } from ? from.ToDouble() : null })]);
}
