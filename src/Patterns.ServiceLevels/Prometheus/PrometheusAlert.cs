namespace Patterns.ServiceLevels;

/// <summary>What one alert has beside what both have. Immutable.</summary>
public sealed record PrometheusAlert
{
    /// <summary>Labels; empty by default.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Texts; empty by default.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}
