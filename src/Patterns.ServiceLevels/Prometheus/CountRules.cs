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
    private readonly BurnAlertWindows _windows;
    private readonly string _filter;
    private readonly string _period;

    public CountRules(PrometheusObjective objective, BurnAlertWindows windows)
    {
        if (!objective.Indicator.HasCounts)
        {
            throw new ArgumentException($"The objective '{objective.Id}' has only a ratio, which cannot be summed before it is divided. Give bad and valid events, or generate rules in Sloth's form.", nameof(objective));
        }

        if (windows.Period != objective.Period)
        {
            throw new ArgumentException($"The alert windows are for a period of {PromDuration.Of(windows.Period)}, and the objective '{objective.Id}' has one of {PromDuration.Of(objective.Period)}.", nameof(windows));
        }

        _objective = objective;
        _windows = windows;
        _period = PromDuration.Of(objective.Period);
        _filter = $"{{slo_service={LabelSet.Quote(objective.Service)}, slo_name={LabelSet.Quote(objective.Name)}}}";
    }

    // One group, because Prometheus evaluates the rules of a group one after the other and groups beside each other: an alert in a group of its own could
    // decide by counts of an evaluation ago.
    public IEnumerable<PrometheusRuleGroup> Groups()
    {
        string[] windows = [.. _windows.All().Append(_objective.Period).Distinct().Select(PromDuration.Of)];
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
        => [.. Alerts("page", _objective.Alerts.Page, _windows.PageQuick, _windows.PageSlow), .. Alerts("ticket", _objective.Alerts.Ticket, _windows.TicketQuick, _windows.TicketSlow)];

    // One rule for both pairs, unless they have to hold for different times.
    private IEnumerable<PrometheusRule> Alerts(string severity, PrometheusAlert? alert, BurnAlertWindow quick, BurnAlertWindow slow)
        => alert is null ? []
            : quick.For == slow.For ? [Alert(severity, alert, $"(\n  {Both(quick)}\n)\nor\n(\n  {Both(slow)}\n)\n", quick.For, [])]
            : [Alert(severity, alert, quick), Alert(severity, alert, slow)];

    private PrometheusRule Alert(string severity, PrometheusAlert alert, BurnAlertWindow pair)
        => Alert(severity, alert, $"{Both(pair)}\n", pair.For, LabelSet.Of(("slo_window", PromDuration.Of(pair.LongWindow))));

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

    private string Both(BurnAlertWindow pair)
    {
        var burn = pair.BurnRate(_windows.Period);
        var budget = _objective.Target.Budget;
        var limit = new Ratio(checked(burn.Numerator * budget.Numerator), checked(burn.Denominator * budget.Denominator));
        if (limit >= Ratio.One)
        {
            throw new ArgumentException(
                $"The objective '{_objective.Id}' with a target of {_objective.Target} can never burn {DecimalOf(burn)} times as fast as its budget allows: even when every event is bad it is {DecimalOf(new Ratio(budget.Denominator, budget.Numerator))}. Choose a longer window than {PromDuration.Of(pair.LongWindow)} or a smaller share than {pair.BudgetShare}, or a higher target.",
                nameof(pair));
        }

        return $"{Over(pair.LongWindow, limit)}\n  and\n  {Over(pair.ShortWindow, limit)}";
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
