using Patterns.Core;

namespace Patterns.Tables;

/// <summary>A metric was asked for a period that it does not have, or that is not one of the store's calendar. Code <c>metric.period</c>.</summary>
public sealed class MetricPeriodException : PatternsException
{
    internal MetricPeriodException(string metric, string problem)
        : base("metric.period", $"Metric '{metric}': {problem}")
        => Metric = metric;

    /// <summary>Name of the metric.</summary>
    public string Metric { get; }
}
