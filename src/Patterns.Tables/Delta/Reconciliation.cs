using System.Collections.Immutable;

namespace Patterns.Tables.Delta;

/// <summary>Applies actions to the state of a table, one version after the other. Not safe for use by several threads.</summary>
/// <remarks>Source: Delta transaction log protocol, "Action Reconciliation": of each identity the last action counts.</remarks>
internal sealed class Reconciliation
{
    private readonly ImmutableDictionary<string, SetTransaction>.Builder _transactions;
    private readonly ImmutableDictionary<string, DomainMetadata>.Builder _domains;
    private readonly ImmutableDictionary<FileKey, LiveFile>.Builder _files;
    private readonly ImmutableDictionary<FileKey, RemoveFile>.Builder _tombstones;

    /// <param name="before">The state to begin with; null for none.</param>
    public Reconciliation(Snapshot? before)
    {
        Version = before?.Version ?? -1;
        Protocol = before?.Protocol;
        Metadata = before?.Metadata;
        _transactions = (before?.Transactions ?? ImmutableDictionary.Create<string, SetTransaction>(StringComparer.Ordinal)).ToBuilder();
        _domains = (before?.Domains ?? ImmutableDictionary.Create<string, DomainMetadata>(StringComparer.Ordinal)).ToBuilder();
        _files = (before?.FilesByKey ?? ImmutableDictionary<FileKey, LiveFile>.Empty).ToBuilder();
        ByteCount = before?.ByteCount ?? 0;
        _tombstones = (before?.Tombstones ?? ImmutableDictionary<FileKey, RemoveFile>.Empty).ToBuilder();
    }

    /// <summary>The version that was applied last; -1 before the first.</summary>
    public long Version { get; private set; }

    /// <summary>Bytes of the live files.</summary>
    public long ByteCount { get; private set; }

    public TableProtocol? Protocol { get; private set; }

    public TableMetadata? Metadata { get; private set; }

    public ImmutableDictionary<string, SetTransaction> Transactions => _transactions.ToImmutable();

    public ImmutableDictionary<string, DomainMetadata> Domains => _domains.ToImmutable();

    public ImmutableDictionary<FileKey, LiveFile> Files => _files.ToImmutable();

    public ImmutableDictionary<FileKey, RemoveFile> Tombstones => _tombstones.ToImmutable();

    /// <summary>Applies a commit, or the whole state that a checkpoint holds.</summary>
    public void Apply(Commit commit)
    {
        Version = commit.Version;
        Protocol = commit.Protocol ?? Protocol;
        Metadata = commit.Metadata ?? Metadata;
        foreach (var transaction in commit.Transactions)
        {
            _transactions[transaction.AppId] = transaction;
        }

        foreach (var domain in commit.Domains)
        {
            _domains[domain.Domain] = domain;
        }

        foreach (var remove in commit.Removes)
        {
            var key = FileKey.Of(remove);
            Forget(key);
            _tombstones[key] = remove;
        }

        for (var position = 0; position < commit.Adds.Count; position++)
        {
            var key = FileKey.Of(commit.Adds[position]);
            Forget(key);
            ByteCount += commit.Adds[position].Size;
            _files[key] = new LiveFile(commit.Adds[position], commit.Version, position);
            _tombstones.Remove(key);
        }
    }

    private void Forget(FileKey key)
    {
        if (_files.TryGetValue(key, out var file))
        {
            ByteCount -= file.Add.Size;
            _files.Remove(key);
        }
    }
}
