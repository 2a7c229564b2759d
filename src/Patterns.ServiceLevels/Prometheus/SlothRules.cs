using System.Globalization;

namespace Patterns.ServiceLevels.Prometheus;

/// <summary>Generates the rules that Sloth generates: same names, labels and expressions, its arithmetic in doubles included.</summary>
internal sealed class SlothRules
{
    private const string ErrorRatio = "slo:sli_error:ratio_rate";

    private readonly PrometheusObjective _objective;
    private readonly SlothRuleOptions _options;
    private readonly IReadOnlyList<AlertRule> _alerts;
    private readonly IReadOnlyList<TimeSpan> _windows;
    private readonly string _filter;
    private readonly string _period;
    private readonly double _percent;

    public SlothRules(PrometheusObjective objective, SlothRuleOptions options)
    {
        _objective = objective;
        _options = options;
        _alerts = options.AlertRules ?? AlertRules.Workbook(objective.Period);
        _windows = AlertRules.Windows(_alerts);
        if (_windows.Count == 0)
        {
            throw new ArgumentException($"{nameof(SlothRuleOptions)}.{nameof(SlothRuleOptions.AlertRules)} has no rule, and recordings are of the windows of rules. Give one or more, or null for the workbook's.", nameof(options));
        }

        _period = PromDuration.Of(objective.Period);
        _filter = $"{{sloth_id={LabelSet.Quote(objective.Id)}, sloth_service={LabelSet.Quote(objective.Service)}, sloth_slo={LabelSet.Quote(objective.Name)}}}";
        _percent = 100.0 * objective.Target.Value.Numerator / objective.Target.Value.Denominator;
    }

    public IEnumerable<PrometheusRuleGroup> Groups()
    {
        if (_options.Recordings)
        {
            yield return new PrometheusRuleGroup($"sloth-slo-sli-recordings-{_objective.Id}", [.. _windows.Select(ShortRatio), PeriodRatio()]);
            yield return new PrometheusRuleGroup($"sloth-slo-meta-recordings-{_objective.Id}", [.. Meta()]);
        }

        var alerts = _options.Alerts ? Alerts().ToList() : [];
        if (alerts.Count > 0)
        {
            yield return new PrometheusRuleGroup($"sloth-slo-alerts-{_objective.Id}", alerts);
        }
    }

    private PrometheusRule ShortRatio(TimeSpan window)
    {
        var text = PromDuration.Of(window);
        return Record($"{ErrorRatio}{text}", _objective.Indicator.Ratio(text), ("sloth_window", text));
    }

    private PrometheusRule PeriodRatio()
    {
        var shortest = $"{ErrorRatio}{PromDuration.Of(_windows[0])}{_filter}[{_period}]";
        return Record($"{ErrorRatio}{_period}", $"sum_over_time({shortest})\n/ ignoring (sloth_window)\ncount_over_time({shortest})\n", ("sloth_window", _period));
    }

    private IEnumerable<PrometheusRule> Meta()
    {
        var ratio = Text(_percent / 100);
        yield return Record("slo:objective:ratio", $"vector({ratio})");
        yield return Record("slo:error_budget:ratio", $"vector(1-{ratio})");
        yield return Record("slo:time_period:days", $"vector({Text(_objective.Period.TotalDays)})");
        yield return Record("slo:current_burn_rate:ratio", Burn(PromDuration.Of(_windows[0])));
        yield return Record("slo:period_burn_rate:ratio", Burn(_period));
        yield return Record("slo:period_error_budget_remaining:ratio", $"1 - slo:period_burn_rate:ratio{_filter}");
        yield return Record(
            "sloth_slo_info",
            "vector(1)",
            ("sloth_mode", _options.Mode ?? (_objective.Specification.StartsWith("openslo", StringComparison.Ordinal) ? "cli-gen-openslo" : "cli-gen-prom")),
            ("sloth_objective", Text(_percent)),
            ("sloth_spec", _objective.Specification),
            ("sloth_version", _options.Version));
    }

    private string Burn(string window)
        => $"{ErrorRatio}{window}{_filter}\n/ on(sloth_id, sloth_slo, sloth_service) group_left\nslo:error_budget:ratio{_filter}\n";

    private IEnumerable<PrometheusRule> Alerts()
    {
        var pages = _alerts.Where(static rule => rule.Severity == AlertSeverity.Page).ToList();
        if (_objective.Alerts.Page is { } page && pages.Count > 0)
        {
            yield return Alert("page", page, pages);
        }

        var tickets = _alerts.Where(static rule => rule.Severity == AlertSeverity.Ticket).ToList();
        if (_objective.Alerts.Ticket is { } ticket && tickets.Count > 0)
        {
            yield return Alert("ticket", ticket, tickets);
        }
    }

    private PrometheusRule Alert(string severity, PrometheusAlert alert, List<AlertRule> rules)
        => new(_objective.Alerts.Name ?? AlertText.DefaultName, isAlert: true, string.Join("\nor\n", rules.Select(Both)) + "\n")
        {
            Labels = LabelSet.Merge(LabelSet.Of(("sloth_severity", severity)), _objective.Alerts.Labels, alert.Labels),
            Annotations = LabelSet.Merge(
                LabelSet.Of(
                    ("summary", "{{$labels.sloth_service}} {{$labels.sloth_slo}} SLO error budget burn rate is over expected."),
                    ("title", $"({severity}) {{{{$labels.sloth_service}}}} {{{{$labels.sloth_slo}}}} SLO error budget burn rate is too fast.")),
                _objective.Alerts.Annotations,
                alert.Annotations),
        };

    private string Both(AlertRule rule)
    {
        // In this order of operations doubles give the digits that Sloth writes: 5.6000000000000005.
        var spent = rule.BudgetShare(_objective.Period);
        var share = 100.0 * spent.Numerator / spent.Denominator;
        var burn = share * _objective.Period.TotalHours / 100 / rule.LongWindow.TotalHours;
        var threshold = $"({Text(burn)} * {Text((100 - _percent) / 100)})";
        return $"(\n    {Over(rule.ShortWindow, threshold)}\n    and\n    {Over(rule.LongWindow, threshold)}\n)";
    }

    private string Over(TimeSpan window, string threshold) => $"max({ErrorRatio}{PromDuration.Of(window)}{_filter} > {threshold}) without (sloth_window)";

    private PrometheusRule Record(string name, string expression, params ReadOnlySpan<(string Name, string Value)> own)
        => new(name, isAlert: false, expression)
        {
            Labels = LabelSet.Merge(
                LabelSet.Of(("sloth_id", _objective.Id), ("sloth_service", _objective.Service), ("sloth_slo", _objective.Name)),
                LabelSet.Of(own),
                _objective.Labels,
                _options.ExtraLabels),
        };

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
