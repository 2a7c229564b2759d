namespace Patterns.ServiceLevels;

/// <summary>What Sloth has as flags.</summary>
public sealed class SlothRuleOptions
{
    /// <summary>When alerts fire, one rule or more; null (the default) for the workbook's, for the period of each objective. Recordings are of their windows.</summary>
    public IReadOnlyList<AlertRule>? AlertRules { get; set; }

    /// <summary>Labels for all recordings; empty by default.</summary>
    public IReadOnlyDictionary<string, string> ExtraLabels { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether alerts are generated; true by default.</summary>
    public bool Alerts { get; set; } = true;

    /// <summary>Whether recordings are generated; true by default.</summary>
    public bool Recordings { get; set; } = true;

    /// <summary>The label sloth_version; <c>patterns</c> by default.</summary>
    public string Version { get; set; } = "patterns";

    /// <summary>The label sloth_mode; null (the default) for that of Sloth's command line: <c>cli-gen-prom</c>, or <c>cli-gen-openslo</c> for OpenSLO documents.</summary>
    public string? Mode { get; set; }
}
