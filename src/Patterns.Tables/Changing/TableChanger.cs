using Patterns.Columnar;
using Patterns.Tables.Changes;
using Patterns.Tables.Delta;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Changing;

/// <summary>Updates and deletes rows of one table for which a condition is true. Safe for use by several threads.</summary>
internal sealed class TableChanger(TableContext table)
{
    private const string DeleteOperation = "DELETE";
    private const string UpdateOperation = "UPDATE";

    private readonly TableCommitter _committer = new(table);

    /// <summary>Refuses a table whose rows this library may not change.</summary>
    /// <exception cref="AppendOnlyTableException">Rows of the table are never changed.</exception>
    /// <exception cref="UnsupportedTableException">The table may be read but not written.</exception>
    public static void RequireChangeable(TableContext table, Snapshot snapshot, string operation)
    {
        ProtocolSupport.RequireWritable(snapshot, table.Path);
        if (snapshot.Metadata.IsAppendOnly)
        {
            throw new AppendOnlyTableException(table.Path, operation);
        }
    }

    /// <summary>Deletes rows.</summary>
    /// <param name="snapshot">The latest state of the table.</param>
    /// <param name="condition">Which rows.</param>
    /// <param name="transaction">Makes the change idempotent; null when it is not.</param>
    /// <param name="cancellationToken">Ends the change, up to the moment when it is committed.</param>
    /// <returns>The number of rows, and the state of the table afterwards.</returns>
    public Task<(long Rows, Snapshot Snapshot)> DeleteAsync(Snapshot snapshot, Expression condition, SetTransaction? transaction, CancellationToken cancellationToken)
        => ChangeAsync(snapshot, condition, null, transaction, cancellationToken);

    /// <summary>Gives columns of rows new values.</summary>
    /// <param name="snapshot">The latest state of the table.</param>
    /// <param name="condition">Which rows.</param>
    /// <param name="values">Expressions over the row as it was, by column.</param>
    /// <param name="transaction">Makes the change idempotent; null when it is not.</param>
    /// <param name="cancellationToken">Ends the change, up to the moment when it is committed.</param>
    /// <returns>The number of rows, and the state of the table afterwards.</returns>
    public Task<(long Rows, Snapshot Snapshot)> UpdateAsync(
        Snapshot snapshot, Expression condition, IReadOnlyDictionary<string, Expression> values, SetTransaction? transaction, CancellationToken cancellationToken)
        => ChangeAsync(snapshot, condition, values, transaction, cancellationToken);

    private async Task<(long Rows, Snapshot Snapshot)> ChangeAsync(
        Snapshot snapshot, Expression condition, IReadOnlyDictionary<string, Expression>? values, SetTransaction? transaction, CancellationToken cancellationToken)
    {
        var operation = values is null ? DeleteOperation : UpdateOperation;
        RequireChangeable(table, snapshot, operation);
        if (transaction is not null && snapshot.IsApplied(transaction))
        {
            Log.AlreadyApplied(table.Logger, table.Path, transaction.AppId, transaction.Version);
            return (0, snapshot);
        }

        var target = AppendTarget.Of(table, snapshot);
        var rejections = new RejectionLog(table.Options.MaxReportedRejections);
        var assignments = values is null ? null : new RowAssignments(target, values, rejections, table.Path);
        var finder = new ConditionFinder(snapshot, condition, allowWhole: values is null);
        var changer = new FileChanger(table, target, assignments, values is null ? ChangeColumns.Delete : ChangeColumns.UpdatePreimage);
        await using (changer.ConfigureAwait(false))
        {
            var changes = await FileChanges.RunAsync(table, snapshot, finder, changer, cancellationToken).ConfigureAwait(false);
            if (!rejections.IsEmpty)
            {
                Log.RowsRejected(table.Logger, table.Path, rejections.RejectedRowCount, assignments!.RowCount);
                throw new RowsRejectedException(table.Path, assignments.RowCount, rejections.RejectedRowCount, rejections.Rejections);
            }

            var summary = await SummarizeAsync(changes, changer, cancellationToken).ConfigureAwait(false);
            if (summary.Removes.Count == 0 && transaction is null)
            {
                return (0, snapshot);
            }

            var pending = new PendingCommit
            {
                Operation = operation,
                Parameters = new Dictionary<string, string> { ["predicate"] = PendingCommit.TextList(condition.ToString()!) },
                Metrics = values is null ? ChangeMetrics.OfDelete(summary) : ChangeMetrics.OfUpdate(summary),
                ReadVersion = snapshot.Version,
                Adds = summary.Adds,
                Removes = summary.Removes,
                Changes = summary.Changes,
                RowCount = summary.FoundRows,
                Transaction = transaction,
                Guard = finder.Guard,
            };
            var outcome = await _committer.CommitAsync(snapshot, pending, changer.Keep, changer.Discard, cancellationToken).ConfigureAwait(false);
            return (outcome.AlreadyApplied ? 0 : summary.FoundRows, outcome.Snapshot);
        }
    }

    private static async Task<ChangeSummary> SummarizeAsync(IReadOnlyList<FileChange> changes, FileChanger changer, CancellationToken cancellationToken)
    {
        var updated = await changer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        var feed = changer.Feed is null ? [] : await changer.Feed.CompleteAsync(cancellationToken).ConfigureAwait(false);
        return ChangeSummary.Of(changes, updated, feed, changer.VectorCount);
    }
}
