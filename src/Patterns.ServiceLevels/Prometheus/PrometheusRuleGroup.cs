namespace Patterns.ServiceLevels;

/// <summary>Rules that Prometheus evaluates one after the other. Immutable.</summary>
/// <param name="Name">The name, unique in its file.</param>
/// <param name="Rules">The rules in order.</param>
public sealed record PrometheusRuleGroup(string Name, IReadOnlyList<PrometheusRule> Rules)
{
    /// <summary>How often the rules are evaluated; null for the interval of the server.</summary>
    public TimeSpan? Interval { get; init; }
}
