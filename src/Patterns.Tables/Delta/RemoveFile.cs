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

    /// <summary>The removal of a file that was added. The time is filled in by the committer.</summary>
    public static RemoveFile Of(AddFile add, bool dataChange) => new()
    {
        Path = add.Path,
        DataChange = dataChange,
        ExtendedFileMetadata = true,
        PartitionValues = add.PartitionValues,
        Size = add.Size,
        DeletionVector = add.DeletionVector,
    };
}
