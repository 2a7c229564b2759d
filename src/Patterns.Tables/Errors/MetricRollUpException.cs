using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables;

/// <summary>The numbers of a metric do not add up to that of the whole. Code <c>metric.roll-up</c>.</summary>
public sealed class MetricRollUpException : PatternsException
{
    internal MetricRollUpException(string metric, MetricAdditivity additivity, string reason)
        : base("metric.roll-up", $"Numbers of metric '{metric}' were to be added up, but {reason}. Ask for the whole with MeasureAsync, which computes it from the rows.")
    {
        Metric = metric;
        Additivity = additivity;
    }

    /// <summary>Name of the metric.</summary>
    public string Metric { get; }

    /// <summary>What may be added up.</summary>
    public MetricAdditivity Additivity { get; }
}
