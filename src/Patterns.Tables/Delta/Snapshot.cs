using System.Collections.Immutable;
using Patterns.Core;
using Patterns.Tables.Delta.Columns;

namespace Patterns.Tables.Delta;

/// <summary>The state of a table at one version: schema, protocol, loads done and live files. Immutable, safe to share between threads.</summary>
/// <remarks>Source: Delta transaction log protocol, "Action Reconciliation".</remarks>
internal sealed class Snapshot
{
    private readonly ImmutableDictionary<FileKey, LiveFile> _filesByKey;
    private readonly Lazy<IReadOnlyList<LiveFile>> _files;

    private Snapshot(
        long version,
        TableProtocol protocol,
        TableMetadata metadata,
        ImmutableDictionary<string, long> transactions,
        ImmutableDictionary<FileKey, LiveFile> filesByKey)
    {
        Version = version;
        Protocol = protocol;
        Metadata = metadata;
        Transactions = transactions;
        _filesByKey = filesByKey;
        _files = new Lazy<IReadOnlyList<LiveFile>>(Sort);
    }

    public long Version { get; }

    public TableProtocol Protocol { get; }

    public TableMetadata Metadata { get; }

    /// <summary>The columns and what they are called in files; parsed from the metadata once.</summary>
    public required TableColumns Columns { get; init; }

    /// <summary>The columns as users see them.</summary>
    public Schema Schema => Columns.Schema;

    /// <summary>The highest sequence committed, by source.</summary>
    public ImmutableDictionary<string, long> Transactions { get; }

    /// <summary>The live files in the order in which they were added.</summary>
    public IReadOnlyList<LiveFile> Files => _files.Value;

    /// <summary>The state after some commits.</summary>
    /// <param name="before">The state before the first of them; null when that is version 0.</param>
    /// <param name="commits">At least one, contiguous.</param>
    /// <param name="tablePath">Folder of the table, for errors.</param>
    /// <exception cref="TableLogException">A version is missing, or nothing says what schema or protocol the table has.</exception>
    public static Snapshot Replay(Snapshot? before, IReadOnlyList<Commit> commits, string tablePath)
    {
        var version = before?.Version ?? -1;
        var protocol = before?.Protocol;
        var metadata = before?.Metadata;
        var transactions = (before?.Transactions ?? ImmutableDictionary.Create<string, long>(StringComparer.Ordinal)).ToBuilder();
        var files = (before?._filesByKey ?? ImmutableDictionary<FileKey, LiveFile>.Empty).ToBuilder();
        foreach (var commit in commits)
        {
            if (commit.Version != ++version)
            {
                throw TableLogException.MissingVersion(tablePath, version, commit.Version);
            }

            protocol = commit.Protocol ?? protocol;
            metadata = commit.Metadata ?? metadata;
            Apply(commit, transactions, files);
        }

        if (protocol is null || metadata is null)
        {
            throw TableLogException.MissingAction(tablePath, version, protocol is null ? "protocol" : "metaData");
        }

        var columns = before is not null && before.Metadata.HasColumnsOf(metadata) ? before.Columns : TableColumns.Of(metadata, tablePath);
        return new Snapshot(version, protocol, metadata, transactions.ToImmutable(), files.ToImmutable()) { Columns = columns };
    }

    private static void Apply(Commit commit, ImmutableDictionary<string, long>.Builder transactions, ImmutableDictionary<FileKey, LiveFile>.Builder files)
    {
        foreach (var transaction in commit.Transactions)
        {
            transactions[transaction.AppId] = transaction.Version;
        }

        foreach (var remove in commit.Removes)
        {
            files.Remove(FileKey.Of(remove));
        }

        for (var position = 0; position < commit.Adds.Count; position++)
        {
            files[FileKey.Of(commit.Adds[position])] = new LiveFile(commit.Adds[position], commit.Version, position);
        }
    }

    private LiveFile[] Sort()
        => [.. _filesByKey.Values.OrderBy(static file => file.Version).ThenBy(static file => file.Position)];
}
