using Patterns.Tables.Delta;
using Patterns.Tables.Delta.DeletionVectors;

namespace Patterns.Tables.Maintenance;

/// <summary>The files that the latest version needs, and every version that was the latest one at some time since a moment.</summary>
internal static class NeededFiles
{
    /// <summary>Paths in the store of data files and deletion vectors.</summary>
    public static async Task<HashSet<string>> SinceAsync(TableContext table, Snapshot snapshot, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in snapshot.Files)
        {
            Add(needed, table.Path, file.Add.Path, file.Add.DeletionVector);
        }

        var sinceMilliseconds = since.ToUnixTimeMilliseconds();
        foreach (var remove in snapshot.Tombstones.Values.Where(remove => remove.DeletionTimestamp is not { } time || time >= sinceMilliseconds))
        {
            Add(needed, table.Path, remove.Path, remove.DeletionVector);
        }

        // Checkpoints forget removed files after the table's own retention, so a longer look back is into the commits.
        if (since < table.Commits.Time.GetUtcNow() - snapshot.Metadata.RemovedFileRetention)
        {
            await AddRemovedAsync(needed, table, snapshot.Version, sinceMilliseconds, cancellationToken).ConfigureAwait(false);
        }

        return needed;
    }

    private static async Task AddRemovedAsync(HashSet<string> needed, TableContext table, long version, long since, CancellationToken cancellationToken)
    {
        for (; version >= 0 && await table.Log.TryReadCommitAsync(version, cancellationToken).ConfigureAwait(false) is { } commit; version--)
        {
            foreach (var remove in commit.Removes.Where(remove => remove.DeletionTimestamp is not { } time || time >= since))
            {
                Add(needed, table.Path, remove.Path, remove.DeletionVector);
            }

            if ((commit.Info.InCommitTimestamp ?? commit.Info.Timestamp) < since)
            {
                return;
            }
        }
    }

    private static void Add(HashSet<string> needed, string tablePath, string uri, DeletionVector? vector)
    {
        if (DeltaPath.TryResolve(tablePath, uri) is { } path)
        {
            needed.Add(path);
        }

        if (vector is not null && DeletionVectorFile.TryPathOf(tablePath, vector) is { } vectorPath)
        {
            needed.Add(vectorPath);
        }
    }
}
