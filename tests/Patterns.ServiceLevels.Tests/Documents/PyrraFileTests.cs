namespace Patterns.ServiceLevels.Tests.Documents;

public sealed class PyrraFileTests
{
    private const string Ratio = """
        apiVersion: pyrra.dev/v1alpha1
        kind: ServiceLevelObjective
        metadata:
          name: orders-answered
          namespace: shop
          labels: { prometheus: k8s, pyrra.dev/team: checkout }
        spec:
          target: "99.9"
          window: 4w
          description: Orders are answered.
          indicator:
            ratio:
              errors: { metric: 'http_requests_total{job="orders",code=~"5.."}' }
              total: { metric: 'http_requests_total{job="orders"}' }
              grouping: [handler]
        """;

    [Fact]
    public void An_objective_has_its_target_window_labels_and_queries()
    {
        var objective = Assert.Single(PyrraFile.Parse(Ratio));

        Assert.Equal(("shop", "orders-answered", Target.Percent("99.9"), TimeSpan.FromDays(28), "Orders are answered."), (objective.Service, objective.Name, objective.Target, objective.Period, objective.Description));
        Assert.Equal([new("team", "checkout")], objective.Labels);
        Assert.Contains("http_requests_total{job=\"orders\",code=~\"5..\"}[5m]", objective.Indicator.Bad("5m"), StringComparison.Ordinal);
        Assert.Contains("by (handler)", objective.Indicator.Valid("5m"), StringComparison.Ordinal);
        Assert.Equal(("critical", "warning"), (objective.Alerts.Page!.Labels["severity"], objective.Alerts.Ticket!.Labels["severity"]));
    }

    [Theory]
    [InlineData("latency: { success: { metric: 'd_bucket{le=\"0.1\"}' }, total: { metric: d_count } }", "d_bucket{le=\"0.1\"}[5m]")]
    [InlineData("latencyNative: { latency: 250ms, total: { metric: d } }", "0.25")]
    [InlineData("bool_gauge: { metric: probe_success }", "probe_success[5m]")]
    public void Every_kind_of_indicator_is_read(string indicator, string query)
        => Assert.Contains(query, Assert.Single(PyrraFile.Parse(With(indicator))).Indicator.Bad("5m"), StringComparison.Ordinal);

    [Fact]
    public void Alerts_are_named_labelled_or_left_out()
    {
        var named = Assert.Single(PyrraFile.Parse(Ratio + "\n  alerting: { name: Burning, severities: { fastBurn: page, slowBurn: ticket } }")).Alerts;
        Assert.Equal(("Burning", "page", "ticket"), (named.Name, named.Page!.Labels["severity"], named.Ticket!.Labels["severity"]));
        foreach (var switched in new[] { "disabled: true", "burnrates: false" })
        {
            var none = Assert.Single(PyrraFile.Parse($"{Ratio}\n  alerting: {{ {switched} }}")).Alerts;
            Assert.Null(none.Page);
            Assert.Null(none.Ticket);
        }
    }

    [Fact]
    public void Documents_and_lists_hold_several()
    {
        var list = "apiVersion: v1\nkind: List\nitems:\n- " + Ratio.ReplaceLineEndings("\n  ");

        Assert.Equal(2, PyrraFile.Parse($"{Ratio}\n---\n{Ratio}").Count);
        Assert.Equal("orders-answered", Assert.Single(PyrraFile.Parse(list)).Name);
        Assert.Equal("default", Assert.Single(PyrraFile.Parse(Ratio.Replace("  namespace: shop\n", "", StringComparison.Ordinal))).Service);
    }

    [Theory]
    [InlineData("target: \"99.9\"", "target: \"100\"", "slo.yaml, line 8, column 11, spec.target: 100 is no target in percent; it is above 0 and below 100: 100 leaves no budget.")]
    [InlineData("target: \"99.9\"", "target: many", "'many'")]
    [InlineData("window: 4w", "window: 4 weeks", "'4 weeks' is no duration; write it like 200ms, 5m, 4w.")]
    [InlineData("pyrra.dev/v1alpha1", "pyrra.dev/v2", "'pyrra.dev/v2' is found where pyrra.dev/v1alpha1 is expected.")]
    [InlineData("    ratio:", "    ratios:", "there is none of 'ratio', 'latency', 'latencyNative' and 'bool_gauge'. Give one.")]
    [InlineData("description:", "descripton:", "descripton")]
    [InlineData("      total: { metric: 'http_requests_total{job=\"orders\"}' }\n", "", "'total' is missing")]
    public void What_is_no_file_of_Pyrra_is_refused_with_its_place(string found, string replacement, string message)
    {
        var text = Ratio.ReplaceLineEndings("\n");
        Assert.Contains(found, text, StringComparison.Ordinal);

        var exception = Assert.Throws<DocumentException>(() => PyrraFile.Parse(text.Replace(found, replacement, StringComparison.Ordinal), "slo.yaml"));

        Assert.StartsWith("slo.yaml, line ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static string With(string indicator)
    {
        var text = Ratio.ReplaceLineEndings("\n");
        return text[..text.IndexOf("    ratio:", StringComparison.Ordinal)] + "    " + indicator;
    }
}
