using Patterns.Columnar;
using Patterns.Tables.Changes;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.DeletionVectors;
using Patterns.Tables.Reading;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Changing;

/// <summary>
/// Takes rows out of data files or gives them new values: by writing the file again without them, or where the table asks for it by a deletion
/// vector beside the file. Disposal deletes every file that was written unless <see cref="Keep"/> was called. Safe for use by several threads,
/// each with files of its own.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="target">How its rows are stored.</param>
/// <param name="assignments">New values for the rows; null when the rows go.</param>
/// <param name="removedAs">What the change feed calls the rows as they were.</param>
internal sealed class FileChanger(TableContext table, AppendTarget target, RowAssignments? assignments, string removedAs) : IAsyncDisposable
{
    private readonly bool _usesVectors = target.Snapshot.Metadata.UsesDeletionVectors;
    private readonly DeletionVectorWriter _vectors = new(table);
    private readonly PartitionedWriter _updated = new(table);
    private readonly List<PartitionedWriter> _rewritten = [];
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Takes the changed rows; null when the table has no change feed.</summary>
    public ChangeFeedWriter? Feed { get; } = target.Snapshot.Metadata.HasChangeFeed ? new ChangeFeedWriter(table, target) : null;

    /// <summary>Deletion vectors written so far.</summary>
    public int VectorCount => _vectors.Count;

    /// <summary>Changes one file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="found">The rows, at least one, all of which count so far.</param>
    /// <param name="cancellationToken">Ends the change.</param>
    public Task<FileChange> ChangeAsync(PositionedFile file, DeletedRows found, CancellationToken cancellationToken)
        => _usesVectors ? MarkAsync(file, found, cancellationToken) : RewriteAsync(file, found, cancellationToken);

    /// <summary>Makes the last files whole.</summary>
    /// <returns>Files with rows that were given new values, besides those that take the place of others.</returns>
    public async Task<IReadOnlyList<AddFile>> CompleteAsync(CancellationToken cancellationToken)
    {
        await _vectors.CompleteAsync(cancellationToken).ConfigureAwait(false);
        await _updated.CompleteAsync(cancellationToken).ConfigureAwait(false);
        return _updated.Completed;
    }

    /// <summary>Leaves the files where they are when the changer is disposed: a commit names them, or may do so.</summary>
    public void Keep()
    {
        _vectors.Keep();
        _updated.Keep();
        _rewritten.ForEach(static files => files.Keep());
        Feed?.Keep();
    }

    /// <summary>Takes <see cref="Keep"/> back: it is certain that no commit names the files.</summary>
    public void Discard()
    {
        _vectors.Discard();
        _updated.Discard();
        _rewritten.ForEach(static files => files.Discard());
        Feed?.Discard();
    }

    public async ValueTask DisposeAsync()
    {
        await _vectors.DisposeAsync().ConfigureAwait(false);
        await _updated.DisposeAsync().ConfigureAwait(false);
        foreach (var files in _rewritten)
        {
            await files.DisposeAsync().ConfigureAwait(false);
        }

        if (Feed is not null)
        {
            await Feed.DisposeAsync().ConfigureAwait(false);
        }

        _turn.Dispose();
    }

    /// <summary>Whether nothing will be committed; rows are only checked from then on.</summary>
    private bool IsRejected => assignments?.IsRejected == true;

    private async Task<FileChange> RewriteAsync(PositionedFile file, DeletedRows found, CancellationToken cancellationToken)
    {
        var gone = file.Deleted?.With(found) ?? found;
        var isEmptied = assignments is null && gone.Count == file.RowCount;
        var files = new PartitionedWriter(table);
        lock (_rewritten)
        {
            _rewritten.Add(files);
        }

        var all = isEmptied && Feed is null ? [] : file.AllRowGroups;
        await foreach (var (rows, firstRow) in file.ReadAsync(target.Snapshot.Schema, all, cancellationToken).ConfigureAwait(false))
        {
            using (rows)
            {
                using var remaining = await ReplaceAsync(rows, found.Positions(firstRow, rows.RowCount), gone.Survivors(firstRow, rows.RowCount), cancellationToken).ConfigureAwait(false);
                if (remaining.RowCount > 0 && !IsRejected)
                {
                    await files.WriteAsync(target, remaining, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        await files.CompleteAsync(cancellationToken).ConfigureAwait(false);
        return new FileChange(file.File, files.Completed, found.Count, file.RowCount - gone.Count);
    }

    /// <summary>The rows of a batch that stay, with the new values of those that were found, in order.</summary>
    /// <param name="rows">The batch.</param>
    /// <param name="found">Positions in it that were found.</param>
    /// <param name="untouched">Positions in it that stay as they are; null when these are all.</param>
    /// <param name="cancellationToken">Ends the writing of the feed.</param>
    private async Task<ColumnBatch> ReplaceAsync(ColumnBatch rows, int[] found, int[]? untouched, CancellationToken cancellationToken)
    {
        if (untouched is null)
        {
            return rows.Slice(0, rows.RowCount);
        }

        if (found.Length == 0 || (assignments is null && Feed is null))
        {
            return rows.Take(untouched);
        }

        using var updated = await UpdateAsync(rows, found, cancellationToken).ConfigureAwait(false);
        if (updated is null)
        {
            return rows.Take(untouched);
        }

        // New values stand behind the rows of the batch, and each row is taken from where it is.
        var sources = untouched.Select(static position => (Position: position, Source: position))
            .Concat(found.Select((position, index) => (Position: position, Source: rows.RowCount + index)))
            .OrderBy(static row => row.Position)
            .Select(static row => row.Source);
        using var both = ColumnBatch.Concat([rows, updated]);
        return both.Take([.. sources]);
    }

    /// <summary>Tells the feed of rows that were found, and gives them their new values; null when they go.</summary>
    private async Task<ColumnBatch?> UpdateAsync(ColumnBatch rows, int[] found, CancellationToken cancellationToken)
    {
        using var before = rows.Take(found);
        ColumnBatch? after = null;
        if (assignments is not null)
        {
            lock (assignments)
            {
                after = assignments.Apply(before);
            }
        }

        if (Feed is not null && !IsRejected)
        {
            await Feed.WriteAsync(before, removedAs, cancellationToken).ConfigureAwait(false);
            if (after is not null)
            {
                await Feed.WriteAsync(after, ChangeColumns.UpdatePostimage, cancellationToken).ConfigureAwait(false);
            }
        }

        return after;
    }

    private async Task<FileChange> MarkAsync(PositionedFile file, DeletedRows found, CancellationToken cancellationToken)
    {
        if (assignments is not null || Feed is not null)
        {
            await UpdateAsync(file, found, cancellationToken).ConfigureAwait(false);
        }

        var gone = file.Deleted?.With(found) ?? found;
        if (gone.Count == file.RowCount)
        {
            return new FileChange(file.File, [], found.Count, 0);
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var vector = await _vectors.WriteAsync(gone, cancellationToken).ConfigureAwait(false);
            var add = file.File.Add with { DeletionVector = vector, DataChange = true, Stats = StatisticsText.Loosen(file.File.Add.Stats, file.RowCount) };
            return new FileChange(file.File, [add], found.Count, 0);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes the new values of rows to other files, reading only the row groups that have such rows.</summary>
    private async Task UpdateAsync(PositionedFile file, DeletedRows found, CancellationToken cancellationToken)
    {
        await foreach (var (rows, firstRow) in file.ReadAsync(target.Snapshot.Schema, file.RowGroupsWith(found), cancellationToken).ConfigureAwait(false))
        {
            using (rows)
            {
                var positions = found.Positions(firstRow, rows.RowCount);
                using var updated = positions.Length == 0 ? null : await UpdateAsync(rows, positions, cancellationToken).ConfigureAwait(false);
                if (updated is not null && !IsRejected)
                {
                    await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
                    try
                    {
                        await _updated.WriteAsync(target, updated, cancellationToken).ConfigureAwait(false);
                    }
                    finally
                    {
                        _turn.Release();
                    }
                }
            }
        }
    }
}
