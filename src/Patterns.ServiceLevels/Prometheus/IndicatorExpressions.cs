namespace Patterns.ServiceLevels.Prometheus;

/// <summary>PromQL of an indicator for any window.</summary>
internal abstract record IndicatorExpressions
{
    public virtual bool HasCounts => true;

    public abstract string Valid(string window);

    public abstract string Bad(string window);

    public virtual string Ratio(string window) => $"({Bad(window)})\n/\n({Valid(window)})\n";

    /// <summary>What comes before a sum's argument: <c>sum</c> or <c>sum by (handler)</c>.</summary>
    protected static string Sum(IReadOnlyList<string> grouping) => grouping.Count == 0 ? "sum" : $"sum by ({string.Join(", ", grouping)}) ";
}
