using Patterns.Core;

namespace Patterns.Tables;

/// <summary>A table has no metric of that name at that version. Code <c>metric.not-found</c>.</summary>
public sealed class MetricNotFoundException : PatternsException
{
    internal MetricNotFoundException(string tablePath, long version, string metric, IReadOnlyList<string> known)
        : base(
            "metric.not-found",
            $"The table '{tablePath}' has no metric '{metric}' at version {version}. "
            + (known.Count == 0 ? "It has no metrics; define one with DefineMetricAsync." : $"It has {string.Join(", ", known)}."))
    {
        TablePath = tablePath;
        Version = version;
        Metric = metric;
        Known = known;
    }

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }

    /// <summary>Version whose metrics were asked.</summary>
    public long Version { get; }

    /// <summary>Name that was asked for.</summary>
    public string Metric { get; }

    /// <summary>The names that there are.</summary>
    public IReadOnlyList<string> Known { get; }
}
