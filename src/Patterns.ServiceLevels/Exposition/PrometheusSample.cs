namespace Patterns.ServiceLevels;

/// <summary>A sample of Prometheus's text exposition format. Immutable.</summary>
/// <param name="Name">Name of the metric, for a histogram with its suffix: <c>http_request_duration_seconds_bucket</c>.</param>
/// <param name="Labels">Labels in the order in which they stand, without repetition.</param>
/// <param name="Value">The value; may be infinite or not a number.</param>
/// <param name="Timestamp">When it was measured; null when the text does not say.</param>
public sealed record PrometheusSample(string Name, IReadOnlyList<KeyValuePair<string, string>> Labels, double Value, DateTimeOffset? Timestamp)
{
    /// <summary>The value of a label; null when there is none.</summary>
    /// <param name="label">Name of the label.</param>
    public string? Label(string label)
    {
        foreach (var (name, value) in Labels)
        {
            if (name == label)
            {
                return value;
            }
        }

        return null;
    }
}
