using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>Commits changes of rows whose files are written, and decides what becomes of the files. Safe for use by several threads.</summary>
internal sealed class TableCommitter(TableContext table)
{
    private readonly Committer _committer = new(table.Log, table.Commits);

    /// <summary>Commits a change.</summary>
    /// <param name="snapshot">The state of the table that the change is based on.</param>
    /// <param name="pending">What to commit.</param>
    /// <param name="keep">Leaves the files where they are.</param>
    /// <param name="discard">Takes that back.</param>
    /// <param name="cancellationToken">Ends the waiting between attempts.</param>
    public async Task<CommitOutcome> CommitAsync(Snapshot snapshot, PendingCommit pending, Action keep, Action discard, CancellationToken cancellationToken)
    {
        // Unless it is certain that no commit names the files, they stay: one too many costs space, one too few costs rows.
        keep();
        CommitOutcome outcome;
        try
        {
            outcome = await _committer.CommitAsync(snapshot, pending, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is CommitConflictException or CommitContentionException or OperationCanceledException)
        {
            discard();
            throw;
        }

        if (outcome.AlreadyApplied)
        {
            discard();
            Log.AlreadyApplied(table.Logger, table.Path, pending.Transaction!.AppId, pending.Transaction.Version);
            return outcome;
        }

        await table.Log.CheckpointAsync(outcome.Snapshot).ConfigureAwait(false);
        Log.Committed(table.Logger, pending.Operation, table.Path, outcome.Snapshot.Version, pending.RowCount, pending.Adds.Count);
        return outcome;
    }
}
