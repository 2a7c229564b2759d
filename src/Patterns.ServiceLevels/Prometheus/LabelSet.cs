namespace Patterns.ServiceLevels.Prometheus;

/// <summary>Labels by name, sorted.</summary>
internal static class LabelSet
{
    public static SortedDictionary<string, string> Of(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        SortedDictionary<string, string> set = new(StringComparer.Ordinal);
        foreach (var (name, value) in labels)
        {
            set[name] = value;
        }

        return set;
    }

    /// <summary>All labels; later ones win.</summary>
    public static SortedDictionary<string, string> Merge(params ReadOnlySpan<IReadOnlyDictionary<string, string>> sets)
    {
        SortedDictionary<string, string> merged = new(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            foreach (var (name, value) in set)
            {
                merged[name] = value;
            }
        }

        return merged;
    }

    /// <summary>A value as PromQL writes it.</summary>
    public static string Quote(string text)
        => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
