using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Keys;

namespace Patterns.Tables.Writing;

/// <summary>Appends rows to one table: checks them, writes data files, commits them together. Safe for use by several threads.</summary>
internal sealed class TableAppender(TableContext table)
{
    private readonly TableCommitter _committer = new(table);

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
        var transaction = options.ToTransaction();
        if (transaction is not null && snapshot.IsApplied(transaction))
        {
            Log.AlreadyApplied(table.Logger, table.Path, transaction.AppId, transaction.Version);
            return Skip(snapshot, retries: 0);
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
        var outcome = await _committer.CommitAsync(snapshot, pending, session.Keep, session.Discard, cancellationToken).ConfigureAwait(false);
        return outcome.AlreadyApplied ? Skip(outcome.Snapshot, outcome.Retries) : (Describe(pending, outcome.Snapshot.Version, outcome.Retries), outcome.Snapshot);
    }

    private static (AppendResult Result, Snapshot Snapshot) Skip(Snapshot snapshot, int retries)
        => (new AppendResult { Version = snapshot.Version, RowCount = 0, FileCount = 0, ByteCount = 0, AlreadyApplied = true, Retries = retries }, snapshot);
}
