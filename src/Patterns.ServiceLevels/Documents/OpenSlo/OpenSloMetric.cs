using System.Text.Json.Nodes;

namespace Patterns.ServiceLevels;

/// <summary>How to get numbers from a source (OpenSLO v1, metricSource; v2alpha, dataSourceRef and spec).</summary>
public sealed record OpenSloMetric
{
    /// <summary>Name of the data source; null when the metric says itself what it is.</summary>
    public string? DataSource { get; init; }

    /// <summary>Kind of the source, as the author names it: Prometheus, Datadog; null when the named data source says it.</summary>
    public string? Type { get; init; }

    /// <summary>What the source needs to answer: mostly a query. Empty by default.</summary>
    public JsonObject Spec { get; init; } = new JsonObject();

    /// <summary>The text under <c>query</c>, or null: what Prometheus and most others have.</summary>
    public string? Query => Spec["query"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
