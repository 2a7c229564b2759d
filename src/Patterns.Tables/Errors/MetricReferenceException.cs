using Patterns.Core;

namespace Patterns.Tables;

/// <summary>A metric that is derived from others cannot be, or is needed by others. Code <c>metric.reference</c>.</summary>
public sealed class MetricReferenceException : PatternsException
{
    internal MetricReferenceException(string metric, string problem)
        : base("metric.reference", $"Metric '{metric}': {problem}")
        => Metric = metric;

    /// <summary>Name of the metric.</summary>
    public string Metric { get; }
}
