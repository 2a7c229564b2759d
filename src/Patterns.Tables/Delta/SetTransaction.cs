namespace Patterns.Tables.Delta;

/// <summary>The action <c>txn</c>: how far an application got, so that it can tell whether a load was committed.</summary>
internal sealed record SetTransaction
{
    public required string AppId { get; init; }

    public required long Version { get; init; }

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z.</summary>
    public long? LastUpdated { get; init; }
}
