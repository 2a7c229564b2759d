using Patterns.Core;
using Patterns.Tables.Delta.Checkpoints;

namespace Patterns.Tables.Delta;

/// <summary>Deletes what the log no longer has to remember: everything before the last checkpoint that is older than the retention.</summary>
/// <remarks>Source: Delta transaction log protocol, "Metadata Cleanup". Sidecars of other writers' checkpoints are left alone.</remarks>
internal sealed class LogCleanup(IObjectStore store, string tablePath)
{
    private readonly string _folder = ObjectPath.Combine(tablePath, LogFileName.Folder) + "/";

    /// <summary>Cleans the log up.</summary>
    /// <param name="metadata">Says whether and how long.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the cleanup, which may be continued any time.</param>
    /// <returns>Objects that were deleted.</returns>
    public async Task<int> RunAsync(TableMetadata metadata, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!metadata.CleansLog)
        {
            return 0;
        }

        // Whole days, so that tables with many commits are not cleaned at every checkpoint.
        var cutoff = new DateTimeOffset((now - metadata.LogRetention).UtcDateTime.Date, TimeSpan.Zero);
        var expired = await ExpiredAsync(cutoff, cancellationToken).ConfigureAwait(false);
        var checkpoints = Checkpoint.Among(expired.Select(static entry => entry.Name));
        if (checkpoints.Count == 0)
        {
            return 0;
        }

        // In order, so that a cleanup that ends half-way leaves no gap behind versions that can be opened.
        var first = checkpoints[^1].Version;
        string[] paths = [.. expired.Where(entry => entry.Version < first).OrderBy(static entry => entry.Version).Select(entry => _folder + entry.Name)];
        foreach (var path in paths)
        {
            await store.DeleteAsync(path, cancellationToken).ConfigureAwait(false);
        }

        return paths.Length;
    }

    /// <summary>The objects up to the last version that was committed before the cutoff. The listing ends at the first one after it.</summary>
    private async Task<List<(long Version, string Name)>> ExpiredAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        var found = new List<(long Version, string Name)>();
        long last = -1;
        await foreach (var entry in store.ListAsync(_folder, null, cancellationToken).ConfigureAwait(false))
        {
            var name = entry.Path[_folder.Length..];
            if (!LogFileName.TryParseAny(name, out var version))
            {
                continue;
            }

            if (LogFileName.TryParseCommit(name, out _))
            {
                if (entry.LastModified > cutoff)
                {
                    break;
                }

                last = version;
            }

            found.Add((version, name));
        }

        return found.FindAll(entry => entry.Version <= last);
    }
}
