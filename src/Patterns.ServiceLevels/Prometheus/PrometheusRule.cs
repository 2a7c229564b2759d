namespace Patterns.ServiceLevels;

/// <summary>A recording or an alerting rule of Prometheus. Immutable.</summary>
public sealed record PrometheusRule
{
    /// <summary>Creates a rule.</summary>
    /// <param name="name">Name of the recorded series, or of the alert.</param>
    /// <param name="isAlert">Whether it alerts rather than records.</param>
    /// <param name="expression">PromQL.</param>
    internal PrometheusRule(string name, bool isAlert, string expression)
    {
        Name = name;
        IsAlert = isAlert;
        Expression = expression;
    }

    /// <summary>Name of the recorded series, or of the alert.</summary>
    public string Name { get; }

    /// <summary>Whether it alerts rather than records.</summary>
    public bool IsAlert { get; }

    /// <summary>PromQL.</summary>
    public string Expression { get; }

    /// <summary>How long an alert must hold before it fires; none by default and for recordings.</summary>
    public TimeSpan For { get; init; }

    /// <summary>Labels that are added to the result; empty by default.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Texts of an alert; empty by default and for recordings.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}
