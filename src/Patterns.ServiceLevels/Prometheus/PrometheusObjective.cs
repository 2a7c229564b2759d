namespace Patterns.ServiceLevels;

/// <summary>An objective that Prometheus is to compute: what rules are generated of. Immutable.</summary>
public sealed record PrometheusObjective
{
    /// <summary>Creates an objective.</summary>
    /// <param name="service">Name of the service, not empty.</param>
    /// <param name="name">Name of the objective within the service, not empty.</param>
    /// <param name="target">The target.</param>
    /// <param name="indicator">Where bad and valid events come from.</param>
    public PrometheusObjective(string service, string name, Target target, PrometheusIndicator indicator)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(service);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(indicator);
        Service = service;
        Name = name;
        Target = target.IsEmpty ? throw new ArgumentOutOfRangeException(nameof(target), target, "An objective needs a target of more than 0 %.") : target;
        Indicator = indicator;
    }

    /// <summary>Name of the service.</summary>
    public string Service { get; }

    /// <summary>Name of the objective within the service.</summary>
    public string Name { get; }

    /// <summary>Service and name, as rules and labels have them.</summary>
    public string Id => $"{Service}-{Name}";

    /// <summary>The target.</summary>
    public Target Target { get; }

    /// <summary>Where bad and valid events come from.</summary>
    public PrometheusIndicator Indicator { get; }

    /// <summary>The time over which the target holds; 30 days by default.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromDays(30);

    /// <summary>What it is for; null by default.</summary>
    public string? Description { get; init; }

    /// <summary>Labels for all rules of the objective; empty by default.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names, labels and texts of its alerts.</summary>
    public PrometheusAlerts Alerts { get; init; } = new();

    /// <summary>The format of the document that the objective comes from: <c>prometheus/v1</c> (Sloth's, the default), <c>openslo/v1alpha</c>.</summary>
    public string Specification { get; init; } = "prometheus/v1";
}
