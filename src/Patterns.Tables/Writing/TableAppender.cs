using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Keys;

namespace Patterns.Tables.Writing;

/// <summary>Appends rows to one table: checks them, writes data files, commits them together. Safe for use by several threads.</summary>
internal sealed class TableAppender(TableContext table)
{
    private readonly Committer _committer = new(table.Log, table.Commits);

    /// <summary>Appends rows.</summary>
    /// <param name="snapshot">The latest state of the table.</param>
    /// <param name="feed">The rows.</param>
    /// <param name="options">Choices.</param>
    /// <param name="cancellationToken">Ends the append, up to the moment when it is committed.</param>
    /// <returns>What happened, and the state of the table afterwards.</returns>
    public async Task<(AppendResult Result, Snapshot Snapshot)> AppendAsync(
        Snapshot snapshot, RowFeed feed, AppendOptions options, CancellationToken cancellationToken)
    {
        ProtocolSupport.RequireWritable(snapshot, table.Path);
        var transaction = options.Source is { } source ? new SetTransaction { AppId = source, Version = options.Sequence!.Value } : null;
        if (transaction is not null && snapshot.IsApplied(transaction))
        {
            return Skip(snapshot, transaction, retries: 0);
        }

        var session = new AppendSession(table, AppendTarget.Of(table, snapshot), options);
        await using (session.ConfigureAwait(false))
        {
            await feed.FeedAsync(session, () => options.Progress?.Report(session.Progress), cancellationToken).ConfigureAwait(false);
            var check = session.Keys is { } keys ? new KeyCheck(table, keys) : null;
            if (check is not null && session.Rejections.IsEmpty)
            {
                await check.RejectRepeatedAsync(session.Rejections, cancellationToken).ConfigureAwait(false);
                await check.RejectExistingAsync(snapshot, session.Rejections, cancellationToken).ConfigureAwait(false);
            }

            var adds = await session.CompleteAsync(cancellationToken).ConfigureAwait(false);
            options.Progress?.Report(session.Progress);
            var pending = new PendingCommit
            {
                ReadVersion = snapshot.Version,
                Adds = adds,
                RowCount = session.AcceptedRowCount,
                Rejected = session.RejectedRows,
                Transaction = transaction,
                Metadata = session.NewMetadata,
                Protocol = session.NewProtocol,
                Guard = check is null ? null : new KeyGuard(check, snapshot),
            };
            return adds.Count == 0 && transaction is null && pending.Metadata is null && session.RejectedRows.Path is null
                ? (Describe(pending, snapshot.Version, retries: 0), snapshot)
                : await CommitAsync(snapshot, session, pending, cancellationToken).ConfigureAwait(false);
        }
    }

    private AppendResult Describe(PendingCommit pending, long version, int retries) => new()
    {
        Version = version,
        RowCount = pending.RowCount,
        FileCount = pending.Adds.Count,
        ByteCount = pending.ByteCount,
        Retries = retries,
        RejectedRowCount = pending.Rejected?.SetAside.RejectedRowCount ?? 0,
        QuarantinePath = pending.Rejected?.Path is { } path ? ObjectPath.Combine(table.Path, path) : null,
        Rejections = pending.Rejected?.SetAside.Rejections ?? [],
    };

    private async Task<(AppendResult Result, Snapshot Snapshot)> CommitAsync(
        Snapshot snapshot, AppendSession session, PendingCommit pending, CancellationToken cancellationToken)
    {
        // Unless it is certain that no commit names the files, they stay: one too many costs space, one too few costs rows.
        session.Keep();
        CommitOutcome outcome;
        try
        {
            outcome = await _committer.CommitAsync(snapshot, pending, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is CommitConflictException or CommitContentionException or OperationCanceledException)
        {
            session.Discard();
            throw;
        }

        if (outcome.AlreadyApplied)
        {
            session.Discard();
            return Skip(outcome.Snapshot, pending.Transaction!, outcome.Retries);
        }

        await table.Log.CheckpointAsync(outcome.Snapshot).ConfigureAwait(false);
        Log.Committed(table.Logger, pending.Operation, table.Path, outcome.Snapshot.Version, pending.RowCount, pending.Adds.Count);
        return (Describe(pending, outcome.Snapshot.Version, outcome.Retries), outcome.Snapshot);
    }

    private (AppendResult Result, Snapshot Snapshot) Skip(Snapshot snapshot, SetTransaction transaction, int retries)
    {
        Log.AlreadyApplied(table.Logger, table.Path, transaction.AppId, transaction.Version);
        var result = new AppendResult { Version = snapshot.Version, RowCount = 0, FileCount = 0, ByteCount = 0, AlreadyApplied = true, Retries = retries };
        return (result, snapshot);
    }
}
