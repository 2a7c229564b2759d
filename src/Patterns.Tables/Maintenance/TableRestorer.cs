using System.Globalization;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.Columns;
using Patterns.Tables.Delta.DeletionVectors;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Maintenance;

/// <summary>Makes the rows, columns and rules of an earlier version those of a new one. Safe for use by several threads.</summary>
internal sealed class TableRestorer(TableContext table)
{
    private readonly ExclusiveCommitter _committer = new(table);

    /// <param name="snapshot">The latest state.</param>
    /// <param name="target">The state wanted.</param>
    /// <param name="cancellationToken">Ends the look for files, and the waiting between attempts.</param>
    /// <returns>The state afterwards; the same when there is nothing to change.</returns>
    /// <exception cref="DataFileMissingException">A file of that version is gone.</exception>
    /// <exception cref="CommitConflictException">Another writer changed the table meanwhile.</exception>
    public async Task<Snapshot> RestoreAsync(Snapshot snapshot, Snapshot target, CancellationToken cancellationToken)
    {
        ProtocolSupport.RequireWritable(snapshot, table.Path);
        LiveFile[] added = [.. target.Files.Where(file => !snapshot.FilesByKey.ContainsKey(FileKey.Of(file.Add)))];
        foreach (var file in added)
        {
            await RequireAsync(DeltaPath.Resolve(table.Path, file.Add.Path), target.Version, cancellationToken).ConfigureAwait(false);
            if (file.Add.DeletionVector is { } vector && DeletionVectorFile.TryPathOf(table.Path, vector) is { } path)
            {
                await RequireAsync(path, target.Version, cancellationToken).ConfigureAwait(false);
            }
        }

        var draft = new Draft(table, snapshot, target, added);
        return draft.IsEmpty ? snapshot : await _committer.CommitAsync(snapshot, draft, cancellationToken).ConfigureAwait(false);
    }

    private async Task RequireAsync(string path, long version, CancellationToken cancellationToken)
    {
        if (await table.Objects.HeadAsync(path, cancellationToken).ConfigureAwait(false) is null)
        {
            throw new DataFileMissingException(table.Path, path, version, new ObjectNotFoundException(path));
        }
    }

    private sealed class Draft(TableContext table, Snapshot before, Snapshot target, IReadOnlyList<LiveFile> added) : CommitDraft
    {
        private readonly LiveFile[] _removed = [.. before.Files.Where(file => !target.FilesByKey.ContainsKey(FileKey.Of(file.Add)))];
        private readonly TableMetadata _metadata = Restored(before, target);

        public override string Operation => "RESTORE";

        public bool IsEmpty => added.Count == 0 && _removed.Length == 0 && !ChangesMetadata;

        private bool ChangesMetadata => _metadata.SchemaString != before.Metadata.SchemaString
            || !_metadata.PartitionColumns.SequenceEqual(before.Metadata.PartitionColumns)
            || _metadata.Configuration.Count != before.Metadata.Configuration.Count
            || _metadata.Configuration.Except(before.Metadata.Configuration).Any()
            || _metadata.Description != before.Metadata.Description;

        public override Commit ToCommit(Snapshot snapshot)
        {
            var timestamp = table.Commits.Time.GetUtcNow().ToUnixTimeMilliseconds();
            return new Commit
            {
                Version = snapshot.Version + 1,
                Metadata = ChangesMetadata ? _metadata : null,
                Adds = [.. added.Select(static file => file.Add with { DataChange = true })],
                Removes = [.. _removed.Select(file => RemoveFile.Of(file.Add, dataChange: true) with { DeletionTimestamp = timestamp })],
                Info = new CommitInfo
                {
                    OperationParameters = new Dictionary<string, string> { ["version"] = target.Version.ToString(CultureInfo.InvariantCulture) },
                    IsBlindAppend = false,
                    OperationMetrics = new Dictionary<string, string>
                    {
                        ["numRestoredFiles"] = added.Count.ToString(CultureInfo.InvariantCulture),
                        ["restoredFilesSize"] = added.Sum(static file => file.Add.Size).ToString(CultureInfo.InvariantCulture),
                        ["numRemovedFiles"] = _removed.Length.ToString(CultureInfo.InvariantCulture),
                        ["removedFilesSize"] = _removed.Sum(static file => file.Add.Size).ToString(CultureInfo.InvariantCulture),
                        ["tableSizeAfterRestore"] = target.ByteCount.ToString(CultureInfo.InvariantCulture),
                        ["numOfFilesAfterRestore"] = target.FilesByKey.Count.ToString(CultureInfo.InvariantCulture),
                    },
                },
            };
        }

        public override Task AcceptAsync(Snapshot after, IReadOnlyList<Commit> others, CancellationToken cancellationToken)
            => throw new CommitConflictException(
                table.Path, before.Version, Operation, others[0].Version, others[0].Info.Operation ?? "an operation that its writer did not name", "a restore replaces what the table holds, and that is something else now");

        /// <summary>The metadata of then, with ids that no column had since.</summary>
        private static TableMetadata Restored(Snapshot before, Snapshot target)
        {
            if (before.Metadata.Configuration.GetValueOrDefault(ColumnMapping.MaxIdKey) is not { } highest || !target.Columns.Mapping.IsMapped)
            {
                return target.Metadata;
            }

            return target.Metadata with { Configuration = new Dictionary<string, string?>(target.Metadata.Configuration) { [ColumnMapping.MaxIdKey] = highest } };
        }
    }
}
