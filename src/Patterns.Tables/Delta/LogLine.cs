using System.Text.Json;

namespace Patterns.Tables.Delta;

/// <summary>
/// One line of a commit: an object with exactly one of these. A line of another kind (<c>cdc</c>, <c>domainMetadata</c>,
/// <c>checkpointMetadata</c>, <c>sidecar</c>, one not yet invented) has none of them and says nothing about which files are live.
/// </summary>
/// <remarks>Source: Delta transaction log protocol, "Actions": a reader ignores actions and fields that it does not know.</remarks>
internal sealed record LogLine
{
    public JsonElement? CommitInfo { get; init; }

    public TableProtocol? Protocol { get; init; }

    public TableMetadata? MetaData { get; init; }

    public SetTransaction? Txn { get; init; }

    public AddFile? Add { get; init; }

    public RemoveFile? Remove { get; init; }
}
