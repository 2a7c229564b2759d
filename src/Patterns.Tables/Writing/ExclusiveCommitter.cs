using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>Commits changes that depend on the state of the table: of columns and rules, and those that rewrite files. Safe for use by several threads.</summary>
internal sealed class ExclusiveCommitter(TableContext table)
{
    private readonly Committer _committer = new(table.Log, table.Commits);

    /// <summary>Commits a change.</summary>
    /// <param name="snapshot">The state that it is based on; need not be the latest.</param>
    /// <param name="draft">The change.</param>
    /// <param name="cancellationToken">Ends the waiting between attempts. An attempt that has begun is seen through.</param>
    /// <returns>The state of the table afterwards.</returns>
    /// <exception cref="CommitConflictException">Another commit does not go together with it.</exception>
    /// <exception cref="CommitContentionException">Other writers came first too often.</exception>
    /// <exception cref="CommitOutcomeUnknownException">The store failed and does not say whether the commit took effect.</exception>
    public async Task<Snapshot> CommitAsync(Snapshot snapshot, CommitDraft draft, CancellationToken cancellationToken)
    {
        var context = table.Commits;
        for (var attempt = 0; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var commit = Complete(draft.ToCommit(snapshot), draft.Operation);
            if (await _committer.TryWriteAsync(commit).ConfigureAwait(false))
            {
                var after = Snapshot.Replay(snapshot, [commit], table.Path);
                await table.Log.CheckpointAsync(after).ConfigureAwait(false);
                Log.Changed(table.Logger, draft.Operation, table.Path, after.Version);
                return after;
            }

            Log.VersionTaken(context.Logger, table.Path, commit.Version);
            if (attempt + 1 >= context.MaxAttempts)
            {
                throw new CommitContentionException(table.Path, context.MaxAttempts, commit.Version);
            }

            await context.DelayAsync(attempt, cancellationToken).ConfigureAwait(false);
            var others = await table.Log.ReadAfterAsync(snapshot.Version, cancellationToken).ConfigureAwait(false);
            if (others.Count > 0)
            {
                snapshot = Snapshot.Replay(snapshot, others, table.Path);
                await draft.AcceptAsync(snapshot, others, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Commit Complete(Commit commit, string operation) => commit with
    {
        Info = commit.Info with
        {
            Timestamp = table.Commits.Time.GetUtcNow().ToUnixTimeMilliseconds(),
            Operation = operation,
            ReadVersion = commit.Version - 1,
            EngineInfo = EngineInfo.Text,
            TxnId = table.Commits.Chance.NewId(),
        },
    };
}
