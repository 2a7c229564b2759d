using System.Globalization;
using System.Text;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.ServiceLevels.Tests.Prometheus;

/// <summary>A real Prometheus evaluates the generated rules on generated series, and comes to the numbers and decisions that this library comes to.</summary>
public sealed class PromToolTests
{
    private const int Hours = 12;

    private static readonly Target Aim = Target.Percent("95");

    private static readonly TimeSpan Period = TimeSpan.FromHours(Hours);

    private static readonly AlertRule[] Alerts =
    [
        AlertRule.Spending(new Ratio(1, 4), Period, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5)),
        AlertRule.Spending(new Ratio(1, 3), Period, TimeSpan.FromHours(2), TimeSpan.FromMinutes(10)),
        AlertRule.Spending(new Ratio(1, 4), Period, TimeSpan.FromHours(3), TimeSpan.FromMinutes(30), AlertSeverity.Ticket),
        AlertRule.Spending(new Ratio(1, 3), Period, TimeSpan.FromHours(4), TimeSpan.FromHours(1), AlertSeverity.Ticket),
    ];

    [PromToolFact]
    public void Prometheus_counts_and_decides_on_series_with_resets_and_gaps_as_we_do()
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            var (allA, badA) = GeneratedCounter.Generate(random, Hours * 60, 0.01);
            var (allB, badB) = GeneratedCounter.Generate(random, Hours * 60, 0.03);
            EventCounts Count(int from, int to)
            {
                var all = allA.Events(from, to) + allB.Events(from, to);
                return new EventCounts(all - badA.Events(from, to) - badB.Events(from, to), all);
            }

            var whole = Count(0, Hours * 60);
            var budget = new ErrorBudget(Aim, whole);
            StringBuilder test = new();
            test.AppendLine("rule_files: [rules.yaml]\nevaluation_interval: 5m\ntests:\n- interval: 1m\n  input_series:");
            test.AppendLine(Series("requests_total", "a", allA)).AppendLine(Series("requests_total", "b", allB));
            test.AppendLine(Series("failures_total", "a", badA)).AppendLine(Series("failures_total", "b", badB));
            test.AppendLine("  promql_expr_test:");
            test.AppendLine(Expect("slo:valid_events:count12h", Hours * 60, whole.Total));
            test.AppendLine(Expect("slo:bad_events:count12h", Hours * 60, whole.Bad));
            test.AppendLine(Expect("slo:attainment:ratio >= bool 0.95", Hours * 60, Aim.IsMetBy(whole) ? 1 : 0, named: false));
            test.AppendLine(Expect("slo:budget_remaining:ratio < bool 0", Hours * 60, budget.IsOverspent ? 1 : 0, named: false));
            test.AppendLine(Expect($"abs(slo:budget_remaining:ratio - {(1 - budget.SpentShare).ToString("R", CultureInfo.InvariantCulture)}) < bool 1e-12", Hours * 60, 1, named: false));
            foreach (var minute in new[] { 240, 375, 500, 610, 715 })
            {
                test.AppendLine(Expect("slo:bad_events:count1h", minute, Count(minute - 60, minute).Bad));
                test.AppendLine(Expect("slo:valid_events:count5m", minute, Count(minute - 5, minute).Total));
            }

            test.AppendLine("  alert_rule_test:");
            var (fired, quiet) = (0, 0);
            for (var minute = 240; minute <= Hours * 60; minute += 5)
            {
                foreach (var (severity, of) in new[] { ("page", AlertSeverity.Page), ("ticket", AlertSeverity.Ticket) })
                {
                    var fires = Alerts.Where(rule => rule.Severity == of).Any(rule => new[] { rule.ShortWindow, rule.LongWindow }.All(
                        window => new BurnRate(window, Aim, Count(minute - (int)window.TotalMinutes, minute)).IsAtLeast(rule.BurnRate)));
                    (fired, quiet) = fires ? (fired + 1, quiet) : (fired, quiet + 1);
                    test.AppendLine(CultureInfo.InvariantCulture, $"  - {{ eval_time: {minute}m, alertname: {severity}, exp_alerts: [{(fires ? $"{{ exp_labels: {{ slo_service: shop, slo_name: orders, slo_severity: {severity} }}, exp_annotations: {{ summary: 'shop orders: the error budget of 12h is being spent too fast.' }} }}" : "")}] }}");
                }
            }

            Assert.True(fired > 5 && quiet > 5, $"seed {seed}: {fired} fired, {quiet} did not");
            AssertPasses(RulesPerSeverity(), test.ToString());
        }
    }

    [PromToolFact]
    public void Failures_without_a_series_yet_are_none_rather_than_unknown()
    {
        var test = """
            rule_files: [rules.yaml]
            evaluation_interval: 5m
            tests:
            - interval: 1m
              input_series:
              - { series: 'requests_total{instance="a"}', values: '0+10x720' }
              promql_expr_test:
              - { expr: 'slo:bad_events:count12h', eval_time: 720m, exp_samples: [{ labels: 'slo:bad_events:count12h{slo_service="shop", slo_name="orders"}', value: 0 }] }
              - { expr: 'slo:attainment:ratio', eval_time: 720m, exp_samples: [{ labels: 'slo:attainment:ratio{slo_service="shop", slo_name="orders"}', value: 1 }] }
            """;

        AssertPasses(RulesPerSeverity(), test);
    }

    [PromToolFact]
    public void Six_quiet_hours_without_success_weigh_by_their_events_here_and_by_their_time_in_Sloths_form()
    {
        // 6 hours of 1 event a minute, all bad; 6 hours of 1000 a minute, all good: 360 of 360,360 bad.
        var objective = new PrometheusObjective("shop", "orders", Aim, PrometheusIndicator.Queries("sum(rate(failures_total[{{.window}}]))", "sum(rate(requests_total[{{.window}}]))")) { Period = Period };
        var rules = PrometheusRules.CountBased([objective], Alerts).ToYaml() + PrometheusRules.SlothCompatible([objective], new SlothRuleOptions { AlertRules = Alerts }).ToYaml()["groups:\n".Length..];
        var test = """
            rule_files: [rules.yaml]
            evaluation_interval: 5m
            tests:
            - interval: 1m
              input_series:
              - { series: 'requests_total', values: '0+1x359 1360+1000x360' }
              - { series: 'failures_total', values: '0+1x359 360+0x360' }
              promql_expr_test:
              - { expr: 'slo:attainment:ratio > bool 0.998', eval_time: 720m, exp_samples: [{ labels: '{slo_service="shop", slo_name="orders"}', value: 1 }] }
              - { expr: 'slo:sli_error:ratio_rate12h > bool 0.4', eval_time: 720m, exp_samples: [{ labels: '{sloth_id="shop-orders", sloth_service="shop", sloth_slo="orders", sloth_window="12h"}', value: 1 }] }
            """;

        AssertPasses(rules, test);
    }

    [PromToolFact]
    public void Rules_of_every_kind_of_indicator_are_rules_to_Prometheus()
    {
        PrometheusIndicator[] indicators =
        [
            PrometheusIndicator.Counters("bad_total{code=~\"5..\"}", "all_total", "handler", "method"),
            PrometheusIndicator.GoodCounters("latency_bucket{le=\"0.1\"}", "latency_count"),
            PrometheusIndicator.Queries("sum(rate(bad_total[{{.window}}]))", "sum(rate(all_total[{{ .window }}]))"),
            PrometheusIndicator.GoodQueries("sum(rate(good_total[{{.window}}]))", "sum(rate(all_total[{{.window}}]))"),
            PrometheusIndicator.NativeLatency("latency", TimeSpan.FromMilliseconds(250), "handler"),
            PrometheusIndicator.BooleanGauge("probe_success", "target"),
        ];
        var objectives = indicators.Select(static (indicator, index) => new PrometheusObjective("shop", $"o{index}", Target.Percent("99.9"), indicator)).ToArray();
        var ratio = new PrometheusObjective("shop", "ratio", Target.Percent("99.9"), PrometheusIndicator.ErrorRatio("avg_over_time(errors:ratio[{{.window}}])"));
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder["count.yaml"], PrometheusRules.CountBased(objectives).ToYaml());
        File.WriteAllText(folder["pyrra.yaml"], PrometheusRules.CountBased(objectives.Select(static objective => objective with { Period = TimeSpan.FromDays(28) }), PyrraFile.Alerts(TimeSpan.FromDays(28))).ToYaml());
        File.WriteAllText(folder["sloth.yaml"], PrometheusRules.SlothCompatible([.. objectives, ratio]).ToYaml());

        foreach (var file in new[] { "count.yaml", "pyrra.yaml", "sloth.yaml" })
        {
            var (succeeded, output) = PromTool.Run(folder.Path, "check", "rules", file);

            // Sloth's own names of alerts repeat from objective to objective, which the tool only remarks on.
            Assert.True(succeeded, output);
            Assert.True(file == "sloth.yaml" || !output.Contains("duplicate", StringComparison.Ordinal), output);
        }
    }

    [Fact]
    public void An_alert_that_can_never_fire_is_refused()
    {
        var objective = new PrometheusObjective("shop", "orders", Target.Percent("90"), PrometheusIndicator.Counters("bad_total", "all_total"));

        var exception = Assert.Throws<ArgumentException>(() => PrometheusRules.CountBased([objective], AlertRules.Workbook(objective.Period)));

        Assert.Contains("'shop-orders' with a target of 90 % can never burn 14.4 times as fast as its budget allows: even when every event is bad it is 10.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Alerts_that_can_never_fire_are_left_out_of_those_that_nobody_asked_for()
    {
        var objective = new PrometheusObjective("shop", "orders", Target.Percent("90"), PrometheusIndicator.Counters("bad_total", "all_total"));

        var pages = PrometheusRules.CountBased([objective]).Groups.SelectMany(static group => group.Rules).Where(static rule => rule.IsAlert && rule.Labels["slo_severity"] == "page");

        Assert.Equal(["6h", "30m"], pages.SelectMany(static rule => new[] { "1h", "5m", "6h", "30m" }.Where(window => rule.Expression.Contains($"count{window}{{", StringComparison.Ordinal))));
    }

    [Fact]
    public void Recordings_of_Sloth_need_a_rule_to_have_windows()
    {
        var objective = new PrometheusObjective("shop", "orders", Aim, PrometheusIndicator.Counters("bad_total", "all_total"));

        Assert.Contains("has no rule", Assert.Throws<ArgumentException>(() => PrometheusRules.SlothCompatible([objective], new SlothRuleOptions { AlertRules = [] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ratio_alone_cannot_be_counted()
    {
        var objective = new PrometheusObjective("shop", "orders", Target.Percent("99"), PrometheusIndicator.ErrorRatio("errors[{{.window}}]"));

        Assert.Contains("'shop-orders' has only a ratio", Assert.Throws<ArgumentException>(() => PrometheusRules.CountBased([objective])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rate(x[5m])", "has no '{{.window}}'")]
    [InlineData("rate(x{a=\"{{.b}}\"}[{{.window}}])", "has a template other than '{{.window}}'")]
    public void A_query_without_the_window_is_refused(string query, string message)
        => Assert.Contains(message, Assert.Throws<ArgumentException>(() => PrometheusIndicator.ErrorRatio(query)).Message, StringComparison.Ordinal);

    // An alert named by its severity, so that expectations tell them apart.
    private static string RulesPerSeverity()
    {
        var objective = new PrometheusObjective("shop", "orders", Aim, PrometheusIndicator.Counters("failures_total", "requests_total")) { Period = Period };
        var rules = PrometheusRules.CountBased([objective], Alerts);
        return rules.ToYaml().Replace("- alert: ErrorBudgetBurn", "- alert: page", StringComparison.Ordinal) switch
        {
            var text when text.LastIndexOf("- alert: page", StringComparison.Ordinal) is var last and >= 0 => text[..last] + "- alert: ticket" + text[(last + "- alert: page".Length)..],
            var text => text,
        };
    }

    private static void AssertPasses(string rules, string test)
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder["rules.yaml"], rules);
        File.WriteAllText(folder["test.yaml"], test);

        var (succeeded, output) = PromTool.Run(folder.Path, "test", "rules", "test.yaml");

        Assert.True(succeeded, output);
        Assert.Contains("SUCCESS", output, StringComparison.Ordinal);
    }

    private static string Series(string name, string instance, GeneratedCounter counter) => $"  - {{ series: '{name}{{instance=\"{instance}\"}}', values: '{counter}' }}";

    private static string Expect(string expression, int minute, long value, bool named = true)
        => string.Create(CultureInfo.InvariantCulture, $"  - {{ expr: '{expression}', eval_time: {minute}m, exp_samples: [{{ labels: '{(named ? expression : "")}{{slo_service=\"shop\", slo_name=\"orders\"}}', value: {value} }}] }}");
}
