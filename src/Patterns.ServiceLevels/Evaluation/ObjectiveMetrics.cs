using System.Diagnostics.Metrics;

namespace Patterns.ServiceLevels.Evaluation;

/// <summary>Where objectives stood at the last tick, as gauges of the meter <c>Patterns.ServiceLevels</c>.</summary>
internal sealed class ObjectiveMetrics : IDisposable
{
    private readonly Meter _meter = new("Patterns.ServiceLevels");
    private readonly Func<IReadOnlyList<ObjectiveStatus>> _statuses;

    public ObjectiveMetrics(Func<IReadOnlyList<ObjectiveStatus>> statuses)
    {
        _statuses = statuses;
        _meter.CreateObservableGauge("service_level.attainment", Attainment, "1", "Share of good ones within the objective's window");
        _meter.CreateObservableGauge("service_level.target", () => Each(static status => status.Objective.Target.Value.ToDouble()), "1", "Share of good ones that is aimed for");
        _meter.CreateObservableGauge("service_level.budget.spent", () => Each(static status => status.Budget.SpentShare), "1", "Spent share of the error budget; more than 1 when overspent");
        _meter.CreateObservableGauge("service_level.burn_rate", BurnRates, "1", "How fast the error budget is spent, by window");
        _meter.CreateObservableGauge("service_level.alert.firing", Alerts, "{alert}", "1 while an alert fires, else 0");
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(ObjectiveStatus status) => new("objective", status.Objective.Name);

    private IEnumerable<Measurement<double>> Each(Func<ObjectiveStatus, double> value)
        => _statuses().Select(status => new Measurement<double>(value(status), Tag(status)));

    private IEnumerable<Measurement<double>> Attainment()
        => _statuses().Where(static status => status.Attainment is not null).Select(static status => new Measurement<double>(status.Attainment!.Value.ToDouble(), Tag(status)));

    private IEnumerable<Measurement<double>> BurnRates()
        => _statuses().SelectMany(static status => status.BurnRates.Select(burn => new Measurement<double>(burn.Value, Tag(status), new("window", burn.Window.ToString("c")))));

    private IEnumerable<Measurement<int>> Alerts()
        => _statuses().SelectMany(static status => status.Alerts.Select(alert => new Measurement<int>(
            alert.IsFiring ? 1 : 0,
            Tag(status),
            new("severity", alert.Rule.Severity.ToString().ToLowerInvariant()),
            new("window", alert.Rule.LongWindow.ToString("c")))));
}
