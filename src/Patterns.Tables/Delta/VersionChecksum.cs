namespace Patterns.Tables.Delta;

/// <summary>The object <c>n.crc</c>: what the state of a table at one version adds up to, so that others can find a log that was tampered with.</summary>
/// <remarks>Source: Delta transaction log protocol, "Version Checksum File".</remarks>
internal sealed record VersionChecksum
{
    /// <summary>Loads beyond this number are left out, so that the object stays small.</summary>
    private const int MaxTransactions = 100;

    public required long TableSizeBytes { get; init; }

    public required long NumFiles { get; init; }

    public long NumMetadata { get; init; } = 1;

    public long NumProtocol { get; init; } = 1;

    public IReadOnlyList<SetTransaction>? SetTransactions { get; init; }

    public IReadOnlyList<DomainMetadata>? DomainMetadata { get; init; }

    public required TableMetadata Metadata { get; init; }

    public required TableProtocol Protocol { get; init; }

    public static VersionChecksum Of(Snapshot snapshot) => new()
    {
        TableSizeBytes = snapshot.ByteCount,
        NumFiles = snapshot.FilesByKey.Count,
        SetTransactions = snapshot.Transactions.Count <= MaxTransactions ? [.. snapshot.Transactions.Values.OrderBy(static load => load.AppId, StringComparer.Ordinal)] : null,
        DomainMetadata = [.. snapshot.Domains.Values.Where(static domain => !domain.Removed).OrderBy(static domain => domain.Domain, StringComparer.Ordinal)],
        Metadata = snapshot.Metadata,
        Protocol = snapshot.Protocol,
    };
}
