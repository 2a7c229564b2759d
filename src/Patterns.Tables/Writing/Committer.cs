using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>
/// Commits changes of rows: tries the next version, and when another writer was first looks at what that writer did and tries the one after.
/// Safe for use by several threads.
/// </summary>
internal sealed class Committer(DeltaLog log, CommitContext context)
{
    /// <summary>Commits a change.</summary>
    /// <param name="snapshot">A state of the table; need not be the latest.</param>
    /// <param name="pending">What to commit.</param>
    /// <param name="cancellationToken">Ends the waiting between attempts. An attempt that has begun is seen through.</param>
    /// <exception cref="CommitConflictException">Another commit changed what this one depends on.</exception>
    /// <exception cref="CommitOutcomeUnknownException">The store failed and does not say whether the commit took effect.</exception>
    public async Task<CommitOutcome> CommitAsync(Snapshot snapshot, PendingCommit pending, CancellationToken cancellationToken)
    {
        for (var retries = 0; ; retries++)
        {
            if (IsApplied(snapshot, pending))
            {
                return new CommitOutcome(snapshot, AlreadyApplied: true, retries);
            }

            cancellationToken.ThrowIfCancellationRequested();
            var commit = pending.ToCommit(
                snapshot.Version + 1,
                context.Chance.NewId(),
                context.Time.GetUtcNow().ToUnixTimeMilliseconds(),
                snapshot.Metadata.PartitionColumns);
            if (await TryWriteAsync(commit).ConfigureAwait(false))
            {
                return new CommitOutcome(Snapshot.Replay(snapshot, [commit], log.TablePath), AlreadyApplied: false, retries);
            }

            Log.VersionTaken(context.Logger, log.TablePath, commit.Version);
            if (retries + 1 >= context.MaxAttempts)
            {
                throw new CommitContentionException(log.TablePath, context.MaxAttempts, commit.Version);
            }

            await context.DelayAsync(retries, cancellationToken).ConfigureAwait(false);
            snapshot = await CatchUpAsync(snapshot, pending, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Writes a commit unless its version is taken. A store that fails, or that answers "exists" to its own repeated request, is asked what
    /// stands there: the content is unique to this attempt, so equal bytes are our own success.
    /// </summary>
    /// <returns>False when there is another commit of that version.</returns>
    public async Task<bool> TryWriteAsync(Commit commit)
    {
        var content = commit.ToBytes();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await log.PutAsync(commit.Version, content).ConfigureAwait(false);
                return true;
            }
            catch (Exception exception)
            {
                if (exception is not ObjectExistsException)
                {
                    Log.CommitUncertain(context.Logger, log.TablePath, commit.Version, exception);
                }

                if (await TryFindAsync(commit.Version).ConfigureAwait(false) is { } found)
                {
                    return found.AsSpan().SequenceEqual(content);
                }

                if (attempt + 1 >= CommitContext.MaxStoreAttempts)
                {
                    throw new CommitOutcomeUnknownException(log.TablePath, commit.Version, log.PathOf(commit.Version), attempt + 1, exception);
                }
            }

            await context.DelayAsync(attempt, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static bool IsApplied(Snapshot snapshot, PendingCommit pending)
        => pending.Transaction is { } transaction && snapshot.IsApplied(transaction);

    private async Task<Snapshot> CatchUpAsync(Snapshot snapshot, PendingCommit pending, CancellationToken cancellationToken)
    {
        var commits = await log.ReadAfterAsync(snapshot.Version, cancellationToken).ConfigureAwait(false);
        if (commits.Count == 0)
        {
            return snapshot;
        }

        var latest = Snapshot.Replay(snapshot, commits, log.TablePath);
        var metadata = snapshot.Metadata;
        foreach (var commit in IsApplied(latest, pending) ? [] : commits)
        {
            await CommitConflict.RequireNoneAsync(pending, commit, metadata, log.TablePath, cancellationToken).ConfigureAwait(false);
            metadata = commit.Metadata ?? metadata;
        }

        return latest;
    }

    /// <summary>What stands at a version, or null when nothing does or the store cannot say now.</summary>
    private async Task<byte[]?> TryFindAsync(long version)
    {
        try
        {
            return await log.TryReadBytesAsync(version).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.CommitUncertain(context.Logger, log.TablePath, version, exception);
            return null;
        }
    }
}
