using Patterns.Tables.Delta.DeletionVectors;

namespace Patterns.Tables.Delta;

/// <summary>The action <c>remove</c>: a data file no longer belongs to the table from this version on.</summary>
internal sealed record RemoveFile
{
    /// <summary>URI, see <see cref="DeltaPath"/>.</summary>
    public required string Path { get; init; }

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z.</summary>
    public long? DeletionTimestamp { get; init; }

    public bool DataChange { get; init; } = true;

    public bool? ExtendedFileMetadata { get; init; }

    public IReadOnlyDictionary<string, string?>? PartitionValues { get; init; }

    /// <summary>Bytes.</summary>
    public long? Size { get; init; }

    public DeletionVector? DeletionVector { get; init; }
}
