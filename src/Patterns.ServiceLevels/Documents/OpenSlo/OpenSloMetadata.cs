namespace Patterns.ServiceLevels;

/// <summary>Name and labels of an object (OpenSLO v1, General Schema).</summary>
/// <param name="Name">The name, unique among objects of the kind.</param>
public sealed record OpenSloMetadata(string Name)
{
    /// <summary>The name for people; null when the document has none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Labels; each has one value or several. Empty by default.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Labels { get; init; } = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Annotations; empty by default.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}
