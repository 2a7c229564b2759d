namespace Patterns.Tables.Delta.DeletionVectors;

/// <summary>Names the rows of a data file that no longer count. It is part of the identity of an add or remove.</summary>
/// <remarks>Source: Delta transaction log protocol, "Deletion Vector Descriptor Schema".</remarks>
internal sealed record DeletionVector
{
    public required string StorageType { get; init; }

    public required string PathOrInlineDv { get; init; }

    public int? Offset { get; init; }

    public int SizeInBytes { get; init; }

    public long Cardinality { get; init; }

    /// <summary>The protocol's <c>uniqueId</c>.</summary>
    public string UniqueId => Offset is { } offset ? $"{StorageType}{PathOrInlineDv}@{offset}" : StorageType + PathOrInlineDv;
}
