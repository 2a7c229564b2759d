using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.DeletionVectors;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Changes;

/// <summary>
/// Reads which rows versions changed: from the change files of a commit where it has some, otherwise from the data files that it added and removed.
/// Safe for use by several threads.
/// </summary>
/// <remarks>Source: Delta transaction log protocol, "Add CDC File", and the rules for readers there: a commit with change files is told by them alone.</remarks>
internal sealed class ChangeFeedReader
{
    private readonly TableContext _table;
    private readonly Snapshot _snapshot;
    private readonly ChangeColumns _columns;
    private readonly Snapshot _changeFiles;

    /// <param name="table">The table.</param>
    /// <param name="snapshot">The state that gives the columns: that of the last version.</param>
    /// <exception cref="UnsupportedTableException">The table has columns of the names that changes have.</exception>
    public ChangeFeedReader(TableContext table, Snapshot snapshot)
    {
        _table = table;
        _snapshot = snapshot;
        _columns = new ChangeColumns(snapshot.Schema, table.Path);
        _changeFiles = snapshot.With(snapshot.Metadata with { SchemaString = _columns.InFiles.ToJson() }, snapshot.Protocol, table.Path);
    }

    /// <summary>The changes of versions from a first to the last one, in order of versions. The caller disposes the batches.</summary>
    /// <exception cref="VersionNotFoundException">The commit of a version is not kept any more.</exception>
    /// <exception cref="DataFileMissingException">A file of a commit is gone.</exception>
    public async IAsyncEnumerable<ColumnBatch> ReadAsync(long first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var version = first; version <= _snapshot.Version; version++)
        {
            var commit = await _table.Log.TryReadCommitAsync(version, cancellationToken).ConfigureAwait(false)
                ?? throw await MissingAsync(version, cancellationToken).ConfigureAwait(false);
            var changes = commit.Changes.Count > 0 ? FromChangeFilesAsync(commit, cancellationToken) : FromDataFilesAsync(commit, cancellationToken);
            await foreach (var batch in changes.ConfigureAwait(false))
            {
                yield return batch;
            }
        }
    }

    private async IAsyncEnumerable<ColumnBatch> FromChangeFilesAsync(Commit commit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = commit.Changes.Select(static (file, position) => new AddFile { Path = file.Path, PartitionValues = file.PartitionValues, Size = file.Size });
        await foreach (var batch in RowsAsync(_changeFiles, files, commit.Version, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                yield return _columns.Describe(batch, commit);
            }
        }
    }

    /// <summary>Removed rows first, so that whoever applies the changes in order does not remove new rows.</summary>
    private async IAsyncEnumerable<ColumnBatch> FromDataFilesAsync(Commit commit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var added = commit.Adds.Where(static add => add.DataChange).ToDictionary(static add => DeltaPath.Canonical(add.Path), StringComparer.Ordinal);
        var removed = await RemovedAsync(commit, cancellationToken).ConfigureAwait(false);
        var gone = removed.Where(file => !added.ContainsKey(DeltaPath.Canonical(file.Path)));
        await foreach (var batch in RowsAsync(_snapshot, gone, commit.Version, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                yield return _columns.Describe(batch, ChangeColumns.Delete, commit);
            }
        }

        foreach (var before in removed)
        {
            if (added.Remove(DeltaPath.Canonical(before.Path), out var after))
            {
                await foreach (var batch in BetweenAsync(before, after, commit, cancellationToken).ConfigureAwait(false))
                {
                    yield return batch;
                }
            }
        }

        await foreach (var batch in RowsAsync(_snapshot, commit.Adds.Where(add => added.ContainsKey(DeltaPath.Canonical(add.Path))), commit.Version, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                yield return _columns.Describe(batch, ChangeColumns.Insert, commit);
            }
        }
    }

    private IAsyncEnumerable<ColumnBatch> RowsAsync(Snapshot columns, IEnumerable<AddFile> files, long version, CancellationToken cancellationToken)
        => TableScan.ReadAsync(
            _table, new ScanRequest(columns, null, null) { Files = [.. files.Select((file, position) => new LiveFile(file, version, position))] }, null, cancellationToken);

    /// <summary>What happened to the rows of one file: its deletion vector became another.</summary>
    private async IAsyncEnumerable<ColumnBatch> BetweenAsync(AddFile before, AddFile after, Commit commit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = await PositionedFile.OpenAsync(_table, _snapshot, new LiveFile(after, commit.Version, 0), cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            var old = before.DeletionVector is { } vector
                ? await DeletionVectorFile.LoadAsync(_table.Objects, _table.Path, vector, file.RowCount, cancellationToken).ConfigureAwait(false)
                : null;
            await foreach (var batch in file.ReadAsync(_snapshot.Schema, file.AllRowGroups, cancellationToken).ConfigureAwait(false))
            {
                using (batch.Rows)
                {
                    if (TakeOut(batch, file.Deleted, old) is { } deleted)
                    {
                        using (deleted)
                        {
                            yield return _columns.Describe(deleted, ChangeColumns.Delete, commit);
                        }
                    }

                    if (TakeOut(batch, old, file.Deleted) is { } inserted)
                    {
                        using (inserted)
                        {
                            yield return _columns.Describe(inserted, ChangeColumns.Insert, commit);
                        }
                    }
                }
            }
        }
    }

    /// <summary>The rows that one vector has and the other has not; null when there are none.</summary>
    private static ColumnBatch? TakeOut(PositionedBatch batch, DeletedRows? among, DeletedRows? without)
    {
        var rows = new List<int>();
        for (var row = 0; among is not null && row < batch.Rows.RowCount; row++)
        {
            if (among.Contains(batch.FirstRow + row) && without?.Contains(batch.FirstRow + row) != true)
            {
                rows.Add(row);
            }
        }

        return rows.Count == 0 ? null : batch.Rows.Take([.. rows]);
    }

    /// <summary>The files that a commit removed, as they were added. Older writers leave partition values out, so that the state before has to say.</summary>
    private async Task<List<AddFile>> RemovedAsync(Commit commit, CancellationToken cancellationToken)
    {
        var removes = commit.Removes.Where(static remove => remove.DataChange).ToList();
        if (_snapshot.Metadata.PartitionColumns.Count == 0 || removes.All(static remove => remove.PartitionValues is not null))
        {
            return removes.ConvertAll(static remove => new AddFile
            {
                Path = remove.Path,
                PartitionValues = remove.PartitionValues ?? new Dictionary<string, string?>(),
                Size = remove.Size ?? 0,
                DeletionVector = remove.DeletionVector,
            });
        }

        var before = await _table.Log.LoadAsync(commit.Version - 1, cancellationToken).ConfigureAwait(false);
        return [.. removes.Select(remove => before?.FilesByKey.GetValueOrDefault(FileKey.Of(remove))?.Add).OfType<AddFile>()];
    }

    private async Task<VersionNotFoundException> MissingAsync(long version, CancellationToken cancellationToken)
    {
        var listing = await LogListing.ReadAsync(_table.Objects, _table.Path, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new VersionNotFoundException(_table.Path, version, listing.Commits.FirstOrDefault(-1), _snapshot.Version);
    }
}
