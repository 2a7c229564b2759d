using Patterns.Tables.Delta.DeletionVectors;

namespace Patterns.Tables.Delta;

/// <summary>The action <c>add</c>: a data file belongs to the table from this version on.</summary>
internal sealed record AddFile
{
    /// <summary>URI, see <see cref="DeltaPath"/>.</summary>
    public required string Path { get; init; }

    /// <summary>One text per partition column; null or empty means a null value.</summary>
    public IReadOnlyDictionary<string, string?> PartitionValues { get; init; } = new Dictionary<string, string?>();

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z.</summary>
    public long ModificationTime { get; init; }

    /// <summary>False when the action only rearranges rows that were there before.</summary>
    public bool DataChange { get; init; } = true;

    /// <summary>JSON text, see <see cref="FileStatistics"/>; null when there are none.</summary>
    public string? Stats { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }

    public DeletionVector? DeletionVector { get; init; }
}
