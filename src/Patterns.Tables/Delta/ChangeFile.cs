namespace Patterns.Tables.Delta;

/// <summary>The action <c>cdc</c>: a file of rows that a version changed, each with what happened to it.</summary>
/// <remarks>Source: Delta transaction log protocol, "Add CDC File".</remarks>
internal sealed record ChangeFile
{
    /// <summary>URI, see <see cref="DeltaPath"/>.</summary>
    public required string Path { get; init; }

    /// <summary>One text per partition column; null or empty means a null value.</summary>
    public IReadOnlyDictionary<string, string?> PartitionValues { get; init; } = new Dictionary<string, string?>();

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>Always false: the file is no part of the table.</summary>
    public bool DataChange { get; init; }
}
