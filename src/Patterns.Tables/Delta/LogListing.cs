using Patterns.Core;
using Patterns.Tables.Delta.Checkpoints;

namespace Patterns.Tables.Delta;

/// <summary>What stands in a table's log folder.</summary>
/// <param name="Commits">Versions whose commit is there, ascending.</param>
/// <param name="Checkpoints">The complete checkpoints, ascending.</param>
/// <param name="Compactions">First and last versions of which there is one object, ascending.</param>
internal sealed record LogListing(IReadOnlyList<long> Commits, IReadOnlyList<Checkpoint> Checkpoints, IReadOnlyList<(long First, long Last)> Compactions)
{
    /// <summary>Whether there is no table.</summary>
    public bool IsEmpty => Commits.Count == 0 && Checkpoints.Count == 0;

    /// <summary>The highest version that there is a sign of; not for an empty listing.</summary>
    public long Latest => Math.Max(Commits.Count > 0 ? Commits[^1] : -1, Checkpoints.Count > 0 ? Checkpoints[^1].Version : -1);

    /// <summary>The lowest version that can be opened; not for an empty listing.</summary>
    public long Earliest => Commits.FirstOrDefault(-1) == 0 || Checkpoints.Count == 0 ? 0 : Checkpoints[0].Version;

    /// <summary>Lists the log.</summary>
    /// <param name="store">The store of the table.</param>
    /// <param name="tablePath">Folder of the table.</param>
    /// <param name="fromVersion">Versions below are left out, which saves time in a long log.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public static async Task<LogListing> ReadAsync(IObjectStore store, string tablePath, long fromVersion = 0, CancellationToken cancellationToken = default)
    {
        var folder = ObjectPath.Combine(tablePath, LogFileName.Folder) + "/";
        var startAfter = fromVersion == 0 ? null : ObjectPath.Combine(tablePath, LogFileName.Commit(fromVersion - 1));
        var commits = new SortedSet<long>();
        var others = new List<string>();
        var compactions = new List<(long First, long Last)>();
        await foreach (var entry in store.ListAsync(folder, startAfter, cancellationToken).ConfigureAwait(false))
        {
            var name = entry.Path[folder.Length..];
            if (LogFileName.TryParseCommit(name, out var version))
            {
                commits.Add(version);
            }
            else if (LogFileName.TryParseCompaction(name, out var first, out var last))
            {
                compactions.Add((first, last));
            }
            else
            {
                others.Add(name);
            }
        }

        return new LogListing([.. commits], Checkpoint.Among(others), compactions);
    }
}
