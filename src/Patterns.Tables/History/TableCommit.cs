namespace Patterns.Tables;

/// <summary>One entry of a table's history: what a version changed, as its writer told it.</summary>
public sealed record TableCommit
{
    /// <summary>0-based version that the commit made.</summary>
    public required long Version { get; init; }

    /// <summary>When the writer says it was made, UTC; null when it does not say.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>What was done, such as <c>CREATE TABLE</c> or <c>WRITE</c>; null when the writer does not say.</summary>
    public string? Operation { get; init; }

    /// <summary>Details of the operation as text by name; empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>What the writer measured, as text by name, such as <c>numOutputRows</c>; empty when there is nothing.</summary>
    public IReadOnlyDictionary<string, string> Metrics { get; init; } = new Dictionary<string, string>();

    /// <summary>The writing program; null when it does not say.</summary>
    public string? Engine { get; init; }

    /// <summary>Data files that belong to the table since this version.</summary>
    public required int FilesAdded { get; init; }

    /// <summary>Data files that no longer belong to the table since this version.</summary>
    public required int FilesRemoved { get; init; }

    /// <summary>Loads that the commit recorded: the source and its sequence.</summary>
    public IReadOnlyDictionary<string, long> Loads { get; init; } = new Dictionary<string, long>();
}
