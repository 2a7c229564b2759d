using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.History;

/// <summary>Finds the version that a table had at a time.</summary>
/// <remarks>
/// Source: Delta transaction log protocol, "In-Commit Timestamps": where the table has them they count; otherwise the time when the object of a
/// commit was written counts, and one that is not later than the one before it counts as a millisecond later, as in Spark.
/// </remarks>
internal sealed class CommitTimes(IObjectStore store, DeltaLog log)
{
    private const string EnabledKey = "delta.enableInCommitTimestamps";
    private const string EnabledSinceKey = "delta.inCommitTimestampEnablementVersion";

    /// <summary>The last version that was committed at or before a time.</summary>
    /// <param name="time">The time.</param>
    /// <param name="latest">The latest state.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The version; null when the first commit that is there was later.</returns>
    public async Task<long?> FindAsync(DateTimeOffset time, Snapshot latest, CancellationToken cancellationToken)
    {
        var written = await WrittenAsync(latest.Version, cancellationToken).ConfigureAwait(false);
        var since = InCommitSince(latest.Metadata);
        var own = written.FindIndex(commit => commit.Version >= since);
        var split = own < 0 ? written.Count : own;
        if (split < written.Count && await FindOwnAsync(time, written, split, cancellationToken).ConfigureAwait(false) is { } version)
        {
            return version;
        }

        var found = split - 1;
        while (found >= 0 && written[found].Time > time)
        {
            found--;
        }

        return found < 0 ? null : written[found].Version;
    }

    /// <summary>The first version whose commit is there.</summary>
    public async Task<long> EarliestAsync(Snapshot latest, CancellationToken cancellationToken)
        => await WrittenAsync(latest.Version, cancellationToken).ConfigureAwait(false) is [var first, ..] ? first.Version : latest.Version;

    /// <summary>The version from which on commits carry their time; the highest there is when they do not.</summary>
    private static long InCommitSince(TableMetadata metadata)
        => metadata.Configuration.GetValueOrDefault(EnabledKey) != "true" ? long.MaxValue
            : long.TryParse(metadata.Configuration.GetValueOrDefault(EnabledSinceKey), out var since) ? since
            : 0;

    /// <summary>Searches by halving among commits that carry their time, which rises from one to the next.</summary>
    private async Task<long?> FindOwnAsync(DateTimeOffset time, List<(long Version, DateTimeOffset Time)> written, int first, CancellationToken cancellationToken)
    {
        var (low, high) = (first, written.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var commit = await log.TryReadCommitAsync(written[middle].Version, cancellationToken).ConfigureAwait(false);
            var own = (commit?.Info.InCommitTimestamp ?? commit?.Info.Timestamp) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : written[middle].Time;
            (low, high) = own <= time ? (middle + 1, high) : (low, middle);
        }

        return low == first ? null : written[low - 1].Version;
    }

    private async Task<List<(long Version, DateTimeOffset Time)>> WrittenAsync(long latest, CancellationToken cancellationToken)
    {
        var folder = ObjectPath.Combine(log.TablePath, LogFileName.Folder) + "/";
        var commits = new List<(long Version, DateTimeOffset Time)>();
        await foreach (var entry in store.ListAsync(folder, null, cancellationToken).ConfigureAwait(false))
        {
            if (LogFileName.TryParseCommit(entry.Path.AsSpan(folder.Length), out var version) && version <= latest)
            {
                var time = commits.Count > 0 && entry.LastModified <= commits[^1].Time ? commits[^1].Time.AddMilliseconds(1) : entry.LastModified;
                commits.Add((version, time));
            }
        }

        return commits;
    }
}
