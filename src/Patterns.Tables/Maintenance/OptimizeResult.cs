namespace Patterns.Tables;

/// <summary>What was rearranged. The rows of the table are the same as before.</summary>
public sealed record OptimizeResult
{
    /// <summary>The version with the new files; the one that the table has when there was nothing to do.</summary>
    public required long Version { get; init; }

    /// <summary>Data files that were written again.</summary>
    public required int FilesRemoved { get; init; }

    /// <summary>Data files that have their rows now.</summary>
    public required int FilesAdded { get; init; }

    /// <summary>Bytes of the former.</summary>
    public required long BytesRemoved { get; init; }

    /// <summary>Bytes of the latter.</summary>
    public required long BytesAdded { get; init; }

    /// <summary>Rows that were written again.</summary>
    public required long RowCount { get; init; }
}
