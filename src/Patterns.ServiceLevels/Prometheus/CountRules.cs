using System.Globalization;
using Patterns.Core;

namespace Patterns.ServiceLevels.Prometheus;

/// <summary>
/// Generates rules that sum before they divide. Counts are whole numbers in doubles, exact up to 2^53, and an alert compares whole multiples of them, so
/// that Prometheus decides as the cross-multiplication of fractions does.
/// </summary>
internal sealed class CountRules
{
    private const string BadEvents = "slo:bad_events:count";
    private const string ValidEvents = "slo:valid_events:count";

    private readonly PrometheusObjective _objective;
    private readonly IReadOnlyList<AlertRule> _alerts;
    private readonly string _filter;
    private readonly string _period;

    public CountRules(PrometheusObjective objective, IReadOnlyList<AlertRule> alerts)
    {
        if (!objective.Indicator.HasCounts)
        {
            throw new ArgumentException($"The objective '{objective.Id}' has only a ratio, which cannot be summed before it is divided. Give bad and valid events, or generate rules in Sloth's form.", nameof(objective));
        }

        _objective = objective;
        _alerts = alerts;
        _period = PromDuration.Of(objective.Period);
        _filter = $"{{slo_service={LabelSet.Quote(objective.Service)}, slo_name={LabelSet.Quote(objective.Name)}}}";
    }

    // One group, because Prometheus evaluates the rules of a group one after the other and groups beside each other: an alert in a group of its own could
    // decide by counts of an evaluation ago.
    public IEnumerable<PrometheusRuleGroup> Groups()
    {
        string[] windows = [.. AlertRules.Windows(_alerts).Append(_objective.Period).Distinct().Select(PromDuration.Of)];
        return [new PrometheusRuleGroup($"slo-{_objective.Id}", [.. windows.SelectMany(Counts), .. Budget(windows), .. Alerts()])];
    }

    private IEnumerable<PrometheusRule> Counts(string window)
    {
        yield return Record($"{BadEvents}{window}", _objective.Indicator.Bad(window));
        yield return Record($"{ValidEvents}{window}", _objective.Indicator.Valid(window));
    }

    private IEnumerable<PrometheusRule> Budget(string[] windows)
    {
        var target = _objective.Target.Value;
        var budget = _objective.Target.Budget;
        yield return Record("slo:target:ratio", $"vector({Number(target.Numerator)} / {Number(target.Denominator)})");
        yield return Record("slo:attainment:ratio", $"1 - {BadEvents}{_period}{_filter} / {ValidEvents}{_period}{_filter}");
        // The share of the budget that is left: 1 - bad / (valid * budget), with whole numbers as long as possible.
        yield return Record("slo:budget_remaining:ratio", $"1 - ({BadEvents}{_period}{_filter} * {Number(budget.Denominator)}) / ({ValidEvents}{_period}{_filter} * {Number(budget.Numerator)})");
        foreach (var window in windows)
        {
            yield return Record($"slo:burn_rate:{window}", $"({BadEvents}{window}{_filter} * {Number(budget.Denominator)}) / ({ValidEvents}{window}{_filter} * {Number(budget.Numerator)})");
        }
    }

    private IEnumerable<PrometheusRule> Alerts()
        => [.. Alerts("page", _objective.Alerts.Page, AlertSeverity.Page), .. Alerts("ticket", _objective.Alerts.Ticket, AlertSeverity.Ticket)];

    // One rule for all pairs of windows, unless they have to hold for different times.
    private IEnumerable<PrometheusRule> Alerts(string severity, PrometheusAlert? alert, AlertSeverity of)
    {
        var rules = _alerts.Where(rule => rule.Severity == of).ToList();
        return alert is null || rules.Count == 0 ? []
            : rules.TrueForAll(rule => rule.For == rules[0].For) ? [Alert(severity, alert, string.Join("or\n", rules.Select(rule => $"(\n  {Both(rule)}\n)\n")), rules[0].For, [])]
            : rules.Select(rule => Alert(severity, alert, $"{Both(rule)}\n", rule.For, LabelSet.Of(("slo_window", PromDuration.Of(rule.LongWindow)))));
    }

    private PrometheusRule Alert(string severity, PrometheusAlert alert, string expression, TimeSpan hold, SortedDictionary<string, string> own)
        => new(_objective.Alerts.Name ?? AlertText.DefaultName, isAlert: true, expression)
        {
            For = hold,
            Labels = LabelSet.Merge(LabelSet.Of(("slo_service", _objective.Service), ("slo_name", _objective.Name), ("slo_severity", severity)), own, _objective.Alerts.Labels, alert.Labels),
            Annotations = LabelSet.Merge(
                LabelSet.Of(("summary", $"{_objective.Service} {_objective.Name}: the error budget of {_period} is being spent too fast.")),
                _objective.Alerts.Annotations,
                alert.Annotations),
        };

    private string Both(AlertRule rule)
    {
        if (!rule.IsReachable(_objective.Target))
        {
            var budget = _objective.Target.Budget;
            throw new ArgumentException(
                $"The objective '{_objective.Id}' with a target of {_objective.Target} can never burn {DecimalOf(rule.BurnRate)} times as fast as its budget allows: even when every event is bad it is {DecimalOf(new Ratio(budget.Denominator, budget.Numerator))}. Choose a longer window than {PromDuration.Of(rule.LongWindow)} or a lower burn rate, or a higher target.",
                nameof(rule));
        }

        var limit = rule.BadShare(_objective.Target);
        return $"{Over(rule.LongWindow, limit)}\n  and\n  {Over(rule.ShortWindow, limit)}";
    }

    private string Over(TimeSpan window, Ratio limit)
    {
        var text = PromDuration.Of(window);
        // At the limit counts, as everywhere in this library. More than 0 at the end: without events 0 would reach 0.
        return $"{BadEvents}{text}{_filter} * {Number(limit.Denominator)} >= {ValidEvents}{text}{_filter} * {Number(limit.Numerator)} > 0";
    }

    private PrometheusRule Record(string name, string expression)
        => new(name, isAlert: false, expression) { Labels = LabelSet.Merge(LabelSet.Of(("slo_service", _objective.Service), ("slo_name", _objective.Name)), _objective.Labels) };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string DecimalOf(Ratio ratio) => ratio.ToDouble().ToString("0.####", CultureInfo.InvariantCulture);
}
