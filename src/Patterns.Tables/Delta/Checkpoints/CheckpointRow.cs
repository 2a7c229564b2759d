namespace Patterns.Tables.Delta.Checkpoints;

/// <summary>One row of a checkpoint file: exactly one of these actions.</summary>
/// <remarks>Source: Delta transaction log protocol, "Checkpoint Schema".</remarks>
internal sealed record CheckpointRow
{
    public SetTransaction? Txn { get; init; }

    public AddFile? Add { get; init; }

    public RemoveFile? Remove { get; init; }

    public TableMetadata? MetaData { get; init; }

    public TableProtocol? Protocol { get; init; }

    public DomainMetadata? DomainMetadata { get; init; }

    public Sidecar? Sidecar { get; init; }

    public LogLine ToLine()
        => new() { Txn = Txn, Add = Add, Remove = Remove, MetaData = MetaData, Protocol = Protocol, DomainMetadata = DomainMetadata, Sidecar = Sidecar };
}
