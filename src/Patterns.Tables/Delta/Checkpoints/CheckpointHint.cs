namespace Patterns.Tables.Delta.Checkpoints;

/// <summary>The object <c>_last_checkpoint</c>: where a recent checkpoint is, so that a long log need not be listed. It is a hint and may be out of date.</summary>
/// <remarks>Source: Delta transaction log protocol, "Last Checkpoint File".</remarks>
internal sealed record CheckpointHint
{
    /// <summary>The object, relative to the table's folder.</summary>
    public const string Name = $"{LogFileName.Folder}/_last_checkpoint";

    public required long Version { get; init; }

    /// <summary>Actions in the checkpoint.</summary>
    public long Size { get; init; }

    public long? SizeInBytes { get; init; }

    public long? NumOfAddFiles { get; init; }
}
