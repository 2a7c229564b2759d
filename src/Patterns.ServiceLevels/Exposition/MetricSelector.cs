namespace Patterns.ServiceLevels;

/// <summary>Chooses samples by name and labels. Immutable.</summary>
public sealed class MetricSelector
{
    private readonly LabelMatch[] _matches;

    /// <summary>Creates a selector.</summary>
    /// <param name="name">Name of the metric.</param>
    /// <param name="matches">All of these hold.</param>
    public MetricSelector(string name, params LabelMatch[] matches)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(matches);
        Name = name;
        _matches = [.. matches];
    }

    /// <summary>Name of the metric.</summary>
    public string Name { get; }

    /// <summary>All of these hold.</summary>
    public IReadOnlyList<LabelMatch> Matches => _matches;

    /// <summary>Whether it chooses a sample.</summary>
    /// <param name="sample">The sample.</param>
    public bool Chooses(PrometheusSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return sample.Name == Name && Array.TrueForAll(_matches, match => match.Matches(sample));
    }
}
