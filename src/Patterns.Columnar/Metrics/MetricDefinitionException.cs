using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// A metric definition says something impossible, or does not fit a schema. Its <see cref="PatternsException.Code"/> is <c>metric.definition</c>.
/// </summary>
public sealed class MetricDefinitionException : PatternsException
{
    internal MetricDefinitionException(string metricName, MetricPart part, string problem, Exception? innerException = null)
        : base("metric.definition", $"Metric '{metricName}', {part.ToString().ToLowerInvariant()}: {problem}", innerException)
    {
        MetricName = metricName;
        Part = part;
    }

    /// <summary>The name of the metric; empty when it is not known.</summary>
    public string MetricName { get; }

    /// <summary>The part that is at fault.</summary>
    public MetricPart Part { get; }
}
