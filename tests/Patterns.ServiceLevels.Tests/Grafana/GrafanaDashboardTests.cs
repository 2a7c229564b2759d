using System.Text.Json.Nodes;

namespace Patterns.ServiceLevels.Tests.Grafana;

public sealed class GrafanaDashboardTests
{
    private static readonly PrometheusObjective[] Objectives =
    [
        new("shop", "orders", Target.Percent("99.9"), PrometheusIndicator.Counters("bad_total", "all_total")),
        new("shop", "say \"hi\"", Target.Percent("99"), PrometheusIndicator.Counters("bad_total", "all_total")),
    ];

    [Fact]
    public void Panels_ask_only_for_series_that_the_rules_record()
    {
        var recorded = PrometheusRules.CountBased(Objectives).Groups.SelectMany(static group => group.Rules).Where(static rule => !rule.IsAlert).Select(static rule => rule.Name).ToHashSet();

        var asked = Panels().SelectMany(static panel => panel["targets"]?.AsArray() ?? []).Select(static target => target!["expr"]!.GetValue<string>()).ToArray();

        Assert.Equal(10, asked.Length);
        Assert.All(asked, expression => Assert.Contains(expression[..expression.IndexOf('{', StringComparison.Ordinal)], recorded));
        Assert.Contains(asked, static expression => expression.EndsWith("slo_name=\"say \\\"hi\\\"\"}", StringComparison.Ordinal));
    }

    [Fact]
    public void Panels_have_ids_of_their_own_and_do_not_overlap()
    {
        var places = Panels().Select(static panel => panel["gridPos"]!).Select(static place => (X: place["x"]!.GetValue<int>(), Y: place["y"]!.GetValue<int>(), W: place["w"]!.GetValue<int>(), H: place["h"]!.GetValue<int>())).ToArray();

        Assert.Equal(Enumerable.Range(1, 10), Panels().Select(static panel => panel["id"]!.GetValue<int>()));
        Assert.DoesNotContain(places.SelectMany((one, index) => places[(index + 1)..].Select(other => (one, other))), static pair =>
            pair.one.X < pair.other.X + pair.other.W && pair.other.X < pair.one.X + pair.one.W && pair.one.Y < pair.other.Y + pair.other.H && pair.other.Y < pair.one.Y + pair.one.H);
    }

    private static JsonNode[] Panels() => [.. JsonNode.Parse(GrafanaDashboard.ToJson("Shop", Objectives))!["panels"]!.AsArray().Select(static panel => panel!)];
}
