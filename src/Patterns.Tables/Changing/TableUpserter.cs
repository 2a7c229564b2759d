using Patterns.Core;
using Patterns.Tables.Changes;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.DeletionVectors;
using Patterns.Tables.Keys;
using Patterns.Tables.Reading;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Changing;

/// <summary>
/// Brings rows into one table by its key: rows whose keys are there take the place of those, the others are added. Safe for use by several threads.
/// </summary>
internal sealed class TableUpserter(TableContext table)
{
    /// <summary>Delta's name for it.</summary>
    private const string Operation = "MERGE";

    private readonly TableCommitter _committer = new(table);

    /// <summary>Inserts and updates rows.</summary>
    /// <param name="snapshot">The latest state of the table.</param>
    /// <param name="feed">The rows.</param>
    /// <param name="options">Choices.</param>
    /// <param name="cancellationToken">Ends the upsert, up to the moment when it is committed.</param>
    /// <returns>What happened, and the state of the table afterwards.</returns>
    public async Task<(UpsertResult Result, Snapshot Snapshot)> UpsertAsync(
        Snapshot snapshot, RowFeed feed, AppendOptions options, CancellationToken cancellationToken)
    {
        TableChanger.RequireChangeable(table, snapshot, Operation);
        var target = AppendTarget.Of(table, snapshot);
        if (target.Key is null)
        {
            throw new InvalidOperationException($"The table '{table.Path}' has no key, so it cannot be said which rows are the same. Declare one with Key(...) when the table is created, or append the rows.");
        }

        if (options.MergeSchema)
        {
            throw new ArgumentException($"An upsert takes no new columns along. Add them with {nameof(Table.EvolveAsync)} first, then upsert.", nameof(options));
        }

        var transaction = options.ToTransaction();
        if (transaction is not null && snapshot.IsApplied(transaction))
        {
            Log.AlreadyApplied(table.Logger, table.Path, transaction.AppId, transaction.Version);
            return (Skipped(snapshot, 0), snapshot);
        }

        var session = new AppendSession(table, target, options);
        await using (session.ConfigureAwait(false))
        {
            await feed.FeedAsync(session, () => options.Progress?.Report(session.Progress), cancellationToken).ConfigureAwait(false);
            if (session.Rejections.IsEmpty)
            {
                await new KeyCheck(table, session.Keys!).RejectRepeatedAsync(session.Rejections, cancellationToken).ConfigureAwait(false);
            }

            var adds = await session.CompleteAsync(cancellationToken).ConfigureAwait(false);
            options.Progress?.Report(session.Progress);
            return await MergeAsync(new Upsert(snapshot, target, session, adds, transaction), cancellationToken).ConfigureAwait(false);
        }
    }

    private static UpsertResult Skipped(Snapshot snapshot, int retries)
        => new() { Version = snapshot.Version, Inserted = 0, Updated = 0, FilesAdded = 0, FilesRemoved = 0, AlreadyApplied = true, Retries = retries };

    private static Dictionary<string, string> Parameters(TableKey key, string? quarantine)
    {
        var parameters = new Dictionary<string, string> { ["predicate"] = PendingCommit.TextList(key.Columns) };
        if (quarantine is not null)
        {
            parameters["quarantine"] = quarantine;
        }

        return parameters;
    }

    private async Task<(UpsertResult Result, Snapshot Snapshot)> MergeAsync(Upsert upsert, CancellationToken cancellationToken)
    {
        var (snapshot, target, session, adds, transaction) = upsert;
        var finder = await KeyedRowFinder.CreateAsync(table, session.Keys!, snapshot, cancellationToken).ConfigureAwait(false);
        var changer = new FileChanger(table, target, null, ChangeColumns.UpdatePreimage);
        await using (changer.ConfigureAwait(false))
        {
            var changes = await FileChanges.RunAsync(table, snapshot, finder, changer, cancellationToken).ConfigureAwait(false);
            var rest = await changer.CompleteAsync(cancellationToken).ConfigureAwait(false);
            var feed = changer.Feed is { } writer && changes.Count > 0 ? await TellAsync(upsert, finder, writer, cancellationToken).ConfigureAwait(false) : [];
            var summary = ChangeSummary.Of(changes, [.. rest, .. adds], feed, changer.VectorCount);
            var result = new UpsertResult
            {
                Version = snapshot.Version,
                Inserted = session.AcceptedRowCount - finder.FoundCount,
                Updated = finder.FoundCount,
                FilesAdded = summary.Adds.Count,
                FilesRemoved = summary.Removes.Count,
                RejectedRowCount = session.RejectedRows.SetAside.RejectedRowCount,
                QuarantinePath = session.RejectedRows.Path is { } path ? ObjectPath.Combine(table.Path, path) : null,
                Rejections = session.RejectedRows.SetAside.Rejections,
            };
            if (adds.Count == 0 && transaction is null && session.RejectedRows.Path is null)
            {
                return (result, snapshot);
            }

            var pending = new PendingCommit
            {
                Operation = Operation,
                Parameters = Parameters(target.Key!, session.RejectedRows.Path),
                Metrics = ChangeMetrics.OfUpsert(summary, session.AcceptedRowCount, finder.FoundCount),
                ReadVersion = snapshot.Version,
                Adds = summary.Adds,
                Removes = summary.Removes,
                Changes = summary.Changes,
                RowCount = session.AcceptedRowCount,
                Rejected = session.RejectedRows,
                Transaction = transaction,
                Guard = finder.Guard,
            };
            var outcome = await _committer.CommitAsync(snapshot, pending, Keep, Discard, cancellationToken).ConfigureAwait(false);
            return outcome.AlreadyApplied
                ? (Skipped(outcome.Snapshot, outcome.Retries), outcome.Snapshot)
                : (result with { Version = outcome.Snapshot.Version, Retries = outcome.Retries }, outcome.Snapshot);

            void Keep()
            {
                session.Keep();
                changer.Keep();
            }

            void Discard()
            {
                session.Discard();
                changer.Discard();
            }
        }
    }

    /// <summary>Tells the change feed of the new rows, read from the files that were just written: some are updates, the others inserts.</summary>
    private async Task<IReadOnlyList<ChangeFile>> TellAsync(Upsert upsert, KeyedRowFinder finder, ChangeFeedWriter feed, CancellationToken cancellationToken)
    {
        for (var index = 0; index < upsert.Adds.Count; index++)
        {
            var file = await PositionedFile.OpenAsync(table, upsert.Snapshot, new LiveFile(upsert.Adds[index], -1, index), cancellationToken).ConfigureAwait(false);
            await using (file.ConfigureAwait(false))
            {
                var updates = await finder.FindReplacingAsync(file, cancellationToken).ConfigureAwait(false) ?? new DeletedRows(file.RowCount);
                await foreach (var (rows, firstRow) in file.ReadAsync(upsert.Snapshot.Schema, file.AllRowGroups, cancellationToken).ConfigureAwait(false))
                {
                    using (rows)
                    {
                        using var updated = rows.Take(updates.Positions(firstRow, rows.RowCount));
                        await feed.WriteAsync(updated, ChangeColumns.UpdatePostimage, cancellationToken).ConfigureAwait(false);
                        using var inserted = updates.Survivors(firstRow, rows.RowCount) is { } others ? rows.Take(others) : rows.Slice(0, rows.RowCount);
                        await feed.WriteAsync(inserted, ChangeColumns.Insert, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
        }

        return await feed.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An upsert whose rows are written.</summary>
    private sealed record Upsert(Snapshot Snapshot, AppendTarget Target, AppendSession Session, IReadOnlyList<AddFile> Adds, SetTransaction? Transaction);
}
