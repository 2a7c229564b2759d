namespace Patterns.ServiceLevels;

/// <summary>Names, labels and texts of the alerts of an objective: one that pages, one that writes a ticket. Immutable.</summary>
public sealed record PrometheusAlerts
{
    /// <summary>Name of both alerts; null for <c>ErrorBudgetBurn</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Labels of both; empty by default.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Texts of both; empty by default.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The alert that pages; null for none.</summary>
    public PrometheusAlert? Page { get; init; } = new();

    /// <summary>The alert that writes a ticket; null for none.</summary>
    public PrometheusAlert? Ticket { get; init; } = new();
}
