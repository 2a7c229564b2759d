using Patterns.Core;

namespace Patterns.Tables.Delta;

/// <summary>What stands in a table's log folder.</summary>
/// <param name="Commits">Versions whose commit is there, ascending.</param>
/// <param name="Checkpoints">Versions that have a checkpoint, or a part of one, ascending and distinct.</param>
internal sealed record LogListing(IReadOnlyList<long> Commits, IReadOnlyList<long> Checkpoints)
{
    /// <summary>Whether there is no table.</summary>
    public bool IsEmpty => Commits.Count == 0 && Checkpoints.Count == 0;

    public static async Task<LogListing> ReadAsync(IObjectStore store, string tablePath, CancellationToken cancellationToken)
    {
        var folder = ObjectPath.Combine(tablePath, LogFileName.Folder) + "/";
        var commits = new SortedSet<long>();
        var checkpoints = new SortedSet<long>();
        await foreach (var entry in store.ListAsync(folder, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var name = entry.Path.AsSpan(folder.Length);
            if (LogFileName.TryParseCommit(name, out var version))
            {
                commits.Add(version);
            }
            else if (LogFileName.TryParseCheckpoint(name, out version))
            {
                checkpoints.Add(version);
            }
        }

        return new LogListing([.. commits], [.. checkpoints]);
    }
}
