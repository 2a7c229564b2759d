using System.Collections.Immutable;
using Patterns.Core;
using Patterns.Tables.Delta.Columns;

namespace Patterns.Tables.Delta;

/// <summary>The state of a table at one version: schema, protocol, loads done and live files. Immutable, safe to share between threads.</summary>
internal sealed class Snapshot
{
    private readonly Lazy<IReadOnlyList<LiveFile>> _files;

    private Snapshot(Reconciliation state, TableProtocol protocol, TableMetadata metadata, TableColumns columns)
    {
        Version = state.Version;
        Protocol = protocol;
        Metadata = metadata;
        Columns = columns;
        Transactions = state.Transactions;
        Domains = state.Domains;
        Tombstones = state.Tombstones;
        FilesByKey = state.Files;
        ByteCount = state.ByteCount;
        _files = new Lazy<IReadOnlyList<LiveFile>>(() => [.. FilesByKey.Values.OrderBy(static file => file.Version).ThenBy(static file => file.Position)]);
    }

    public long Version { get; }

    public TableProtocol Protocol { get; }

    public TableMetadata Metadata { get; }

    /// <summary>The columns and what they are called in files; parsed from the metadata once.</summary>
    public TableColumns Columns { get; }

    /// <summary>The columns as users see them.</summary>
    public Schema Schema => Columns.Schema;

    /// <summary>How far each source got, by source.</summary>
    public ImmutableDictionary<string, SetTransaction> Transactions { get; }

    /// <summary>Configuration of features, by domain; removed ones included.</summary>
    public ImmutableDictionary<string, DomainMetadata> Domains { get; }

    /// <summary>The live files in the order in which they were added.</summary>
    public IReadOnlyList<LiveFile> Files => _files.Value;

    /// <summary>The live files by their identity.</summary>
    public ImmutableDictionary<FileKey, LiveFile> FilesByKey { get; }

    /// <summary>Bytes of the live files.</summary>
    public long ByteCount { get; }

    /// <summary>Files that were removed, as far back as the log tells.</summary>
    public ImmutableDictionary<FileKey, RemoveFile> Tombstones { get; }

    /// <summary>The state after some commits.</summary>
    /// <param name="before">The state before the first of them; null when that is version 0.</param>
    /// <param name="commits">At least one, contiguous.</param>
    /// <param name="tablePath">Folder of the table, for errors.</param>
    /// <exception cref="TableLogException">A version is missing, or nothing says what schema or protocol the table has.</exception>
    public static Snapshot Replay(Snapshot? before, IReadOnlyList<Commit> commits, string tablePath)
    {
        var state = new Reconciliation(before);
        foreach (var commit in commits)
        {
            if ((commit.FirstVersion ?? commit.Version) != state.Version + 1)
            {
                throw TableLogException.MissingVersion(tablePath, state.Version + 1, commit.FirstVersion ?? commit.Version);
            }

            state.Apply(commit);
        }

        return Of(state, before, tablePath);
    }

    /// <summary>The state that a checkpoint holds.</summary>
    /// <param name="checkpoint">Its actions, and the version that they add up to.</param>
    /// <param name="tablePath">Folder of the table, for errors.</param>
    /// <exception cref="TableLogException">Nothing says what schema or protocol the table has.</exception>
    public static Snapshot FromCheckpoint(Commit checkpoint, string tablePath)
    {
        var state = new Reconciliation(null);
        state.Apply(checkpoint);
        return Of(state, null, tablePath);
    }

    /// <summary>The same rows under other metadata, as a commit that changes it would leave them.</summary>
    public Snapshot With(TableMetadata metadata, TableProtocol protocol, string tablePath)
        => Replay(this, [new Commit { Version = Version + 1, Metadata = metadata, Protocol = protocol }], tablePath);

    /// <summary>Whether a load was committed before.</summary>
    public bool IsApplied(SetTransaction transaction) => Transactions.TryGetValue(transaction.AppId, out var applied) && applied.Version >= transaction.Version;

    private static Snapshot Of(Reconciliation state, Snapshot? before, string tablePath)
    {
        if (state.Protocol is not { } protocol || state.Metadata is not { } metadata)
        {
            throw TableLogException.MissingAction(tablePath, state.Version, state.Protocol is null ? "protocol" : "metaData");
        }

        var columns = before is not null && before.Metadata.HasColumnsOf(metadata) ? before.Columns : TableColumns.Of(metadata, tablePath);
        return new Snapshot(state, protocol, metadata, columns);
    }
}
