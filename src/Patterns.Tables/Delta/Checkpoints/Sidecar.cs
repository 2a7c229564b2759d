namespace Patterns.Tables.Delta.Checkpoints;

/// <summary>The action <c>sidecar</c> of a checkpoint: a file in <c>_delta_log/_sidecars</c> that holds some of its adds and removes.</summary>
internal sealed record Sidecar
{
    /// <summary>Name of the file in the folder, or an absolute URI.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes.</summary>
    public long SizeInBytes { get; init; }

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z.</summary>
    public long ModificationTime { get; init; }
}
