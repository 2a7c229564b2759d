using Patterns.Core;

namespace Patterns.Tables;

/// <summary>A metric was asked for by something that is no dimension of it. Code <c>metric.dimension</c>.</summary>
public sealed class DimensionNotFoundException : PatternsException
{
    internal DimensionNotFoundException(string metric, string dimension, IReadOnlyList<string> known, string reason)
        : base("metric.dimension", $"Metric '{metric}' cannot be told apart by '{dimension}': {reason}. Dimensions are {string.Join(", ", known)}.")
    {
        Metric = metric;
        Dimension = dimension;
        Known = known;
    }

    /// <summary>Name of the metric.</summary>
    public string Metric { get; }

    /// <summary>What was asked for.</summary>
    public string Dimension { get; }

    /// <summary>The dimensions that there are.</summary>
    public IReadOnlyList<string> Known { get; }
}
