using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Changes;
using Patterns.Tables.Query.Typed;
using Patterns.Tables.Writing;

namespace Patterns.Tables;

/// <summary>
/// A Delta Lake table, seen as rows of a C# type. Safe for use by several threads: each read uses one version from its beginning to its end.
/// </summary>
/// <typeparam name="T">A type whose properties are columns of the table, see <see cref="RowBinder{T}"/>.</typeparam>
public sealed class Table<[DynamicallyAccessedMembers(RowMembers.Needed)] T>
{
    internal Table(Table untyped)
    {
        Untyped = untyped;
        Binder = new RowBinder<T>();
    }

    /// <summary>The same table, seen as columns: schema, history, time travel, batches.</summary>
    public Table Untyped { get; }

    /// <summary>Folder of the table in its store.</summary>
    public string Path => Untyped.Path;

    /// <summary>0-based version that reads use now.</summary>
    public long Version => Untyped.Version;

    internal RowBinder<T> Binder { get; }

    /// <summary>Looks for commits of other writers and moves on to the latest version.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The latest version.</returns>
    /// <exception cref="InvalidOperationException">The table was opened at a version of its past.</exception>
    public Task<long> RefreshAsync(CancellationToken cancellationToken = default) => Untyped.RefreshAsync(cancellationToken);

    /// <summary>The table as it was at a version: reads of it always show that version, and it cannot be appended to.</summary>
    /// <param name="version">0 to the latest version.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="VersionNotFoundException">There is no such version.</exception>
    public async Task<Table<T>> AsOfAsync(long version, CancellationToken cancellationToken = default)
        => new(await Untyped.AsOfAsync(version, cancellationToken).ConfigureAwait(false));

    /// <summary>The table as it was at a time, see <see cref="Table.AsOfAsync(DateTimeOffset, CancellationToken)"/>.</summary>
    /// <param name="time">A time; after the last commit it means the latest version.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="VersionNotFoundException">There was no version yet, or it is not kept any more.</exception>
    public async Task<Table<T>> AsOfAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
        => new(await Untyped.AsOfAsync(time, cancellationToken).ConfigureAwait(false));

    /// <summary>What every version changed, the latest first.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<TableCommit> HistoryAsync(CancellationToken cancellationToken = default) => Untyped.HistoryAsync(cancellationToken);

    /// <summary>The number of rows, from the log where it knows.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    public Task<long> CountAsync(CancellationToken cancellationToken = default) => Untyped.CountAsync(cancellationToken);

    /// <summary>Which rows versions changed, in order of versions, see <see cref="Table.ChangesAsync(long, long?, CancellationToken)"/>.</summary>
    /// <param name="fromVersion">The first version; one more than the last one when there is nothing yet.</param>
    /// <param name="toVersion">The last version, which is part of the answer; null means <see cref="Version"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="VersionNotFoundException">A version does not exist, or its commit is not kept any more.</exception>
    /// <exception cref="DataFileMissingException">A file of a version is gone, perhaps vacuumed.</exception>
    public async IAsyncEnumerable<RowChange<T>> ChangesAsync(
        long fromVersion, long? toVersion = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var batch in Untyped.ChangesAsync(fromVersion, toVersion, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                var index = 0;
                foreach (var row in Binder.Read(batch))
                {
                    yield return new RowChange<T>(
                        ChangeColumns.KindOf((string)batch.Column(ChangeColumns.Kind).GetValue(index)!, Path),
                        row,
                        batch.Column<long>(ChangeColumns.Version).Values[index],
                        (DateTimeOffset?)batch.Column(ChangeColumns.Timestamp).GetValue(index));
                    index++;
                }
            }
        }
    }

    /// <summary>Begins a question about the rows at <see cref="Version"/>.</summary>
    public TableQuery<T> Query() => new(Untyped.Query().Plan, new ObjectReader<T>());

    /// <summary>Answers a question to a metric. Two who ask the same of the same version get the same answer; the receipt says what it rests on.</summary>
    /// <param name="metric">Name of the metric.</param>
    /// <param name="period">A period of the store's calendar; null means all time.</param>
    /// <param name="by">Columns whose values are told apart; null means none.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric; the message names those that are.</exception>
    /// <exception cref="DimensionNotFoundException">A column of <paramref name="by"/> does not exist; the message names those that do.</exception>
    /// <exception cref="MetricPeriodException">The metric has no periods, or the period is none of the calendar.</exception>
    public Task<MetricResult> MeasureAsync(string metric, Period? period = null, IReadOnlyList<string>? by = null, CancellationToken cancellationToken = default)
        => Untyped.MeasureAsync(metric, period, by, cancellationToken);

    /// <summary>Answers a question to a metric, see <see cref="Table.MeasureAsync(MetricQuestion, CancellationToken)"/>.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public Task<MetricResult> MeasureAsync(MetricQuestion question, CancellationToken cancellationToken = default) => Untyped.MeasureAsync(question, cancellationToken);

    /// <summary>Changes columns and rules, in one commit and without writing data files again. See <see cref="Table.EvolveAsync"/>.</summary>
    /// <param name="change">Says what changes, in order.</param>
    /// <param name="cancellationToken">Ends the look at the rows that are there, and the waiting for other writers.</param>
    /// <returns>The version that has the changes; the latest one when there was nothing to change.</returns>
    /// <exception cref="EvolutionRefusedException">A change is not possible; the message says why and what to do instead. Nothing was committed.</exception>
    /// <exception cref="CommitConflictException">Another writer changed columns or rules meanwhile; nothing was committed.</exception>
    public Task<long> EvolveAsync(Action<TableEvolution> change, CancellationToken cancellationToken = default) => Untyped.EvolveAsync(change, cancellationToken);

    /// <summary>Appends all rows or none, committed once at the end.</summary>
    /// <param name="rows">The rows, none null. Enumerated once, a few thousand at a time.</param>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the append, up to the moment when it is committed.</param>
    /// <exception cref="RowsRejectedException">Rows break rules of the table; nothing was committed.</exception>
    /// <exception cref="RowBindingException">The properties are not the columns of the table; nothing was committed.</exception>
    /// <exception cref="CommitConflictException">Another writer changed the columns or rules meanwhile; nothing was committed.</exception>
    /// <exception cref="CommitOutcomeUnknownException">The store failed and cannot say whether the commit took effect.</exception>
    /// <exception cref="UnsupportedTableException">The table may be read but not written by this library.</exception>
    /// <exception cref="InvalidOperationException">The table was opened at a version of its past.</exception>
    public Task<AppendResult> AppendAsync(IEnumerable<T> rows, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Untyped.AppendAsync(new ObjectFeed<T>(rows, Untyped.Context.Options.RowsPerBatch), options, cancellationToken);
    }

    /// <summary>Appends all rows or none, committed once at the end.</summary>
    /// <param name="rows">The rows, none null. Enumerated once, a few thousand at a time.</param>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the append, up to the moment when it is committed.</param>
    /// <exception cref="RowsRejectedException">Rows break rules of the table; nothing was committed.</exception>
    /// <exception cref="RowBindingException">The properties are not the columns of the table; nothing was committed.</exception>
    /// <exception cref="CommitConflictException">Another writer changed the columns or rules meanwhile; nothing was committed.</exception>
    /// <exception cref="CommitOutcomeUnknownException">The store failed and cannot say whether the commit took effect.</exception>
    /// <exception cref="UnsupportedTableException">The table may be read but not written by this library.</exception>
    /// <exception cref="InvalidOperationException">The table was opened at a version of its past.</exception>
    public Task<AppendResult> AppendAsync(IAsyncEnumerable<T> rows, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Untyped.AppendAsync(new ObjectFeed<T>(rows, Untyped.Context.Options.RowsPerBatch), options, cancellationToken);
    }

    /// <summary>
    /// Brings rows in by the key of the table: a row whose key is there takes the place of the whole row that has it, any other is added. All rows or none.
    /// </summary>
    /// <param name="rows">The rows, none null, each key once. Enumerated once, a few thousand at a time.</param>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the upsert, up to the moment when it is committed.</param>
    /// <exception cref="RowsRejectedException">Rows break rules of the table, or two have the same key; nothing was committed.</exception>
    /// <exception cref="RowBindingException">The properties are not the columns of the table; nothing was committed.</exception>
    /// <exception cref="CommitConflictException">Another writer changed the columns, the rules, files with these rows, or added rows with the same keys meanwhile; nothing was committed.</exception>
    /// <exception cref="CommitOutcomeUnknownException">The store failed and cannot say whether the commit took effect.</exception>
    /// <exception cref="AppendOnlyTableException">The table says that its rows are never changed.</exception>
    /// <exception cref="UnsupportedTableException">The table may be read but not written by this library.</exception>
    /// <exception cref="InvalidOperationException">The table has no key, or was opened at a version of its past.</exception>
    public Task<UpsertResult> UpsertAsync(IEnumerable<T> rows, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Untyped.UpsertAsync(new ObjectFeed<T>(rows, Untyped.Context.Options.RowsPerBatch), options, cancellationToken);
    }

    /// <summary>
    /// Brings rows in by the key of the table: a row whose key is there takes the place of the whole row that has it, any other is added. All rows or none.
    /// </summary>
    /// <param name="rows">The rows, none null, each key once. Enumerated once, a few thousand at a time.</param>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the upsert, up to the moment when it is committed.</param>
    /// <exception cref="PatternsException">As of the other overload.</exception>
    /// <exception cref="InvalidOperationException">The table has no key, or was opened at a version of its past.</exception>
    public Task<UpsertResult> UpsertAsync(IAsyncEnumerable<T> rows, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Untyped.UpsertAsync(new ObjectFeed<T>(rows, Untyped.Context.Options.RowsPerBatch), options, cancellationToken);
    }

    /// <summary>Deletes the rows for which a condition holds.</summary>
    /// <param name="condition">The condition, translated and not called, such as <c>order =&gt; order.CustomerId == forgotten</c>.</param>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the deletion, up to the moment when it is committed.</param>
    /// <returns>The number of rows deleted; when there are none, nothing is committed.</returns>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    /// <exception cref="PatternsException">As of <see cref="Table.DeleteAsync(string, ChangeOptions?, CancellationToken)"/>.</exception>
    public Task<long> DeleteAsync(Expression<Func<T, bool>> condition, ChangeOptions? options = null, CancellationToken cancellationToken = default)
        => Untyped.DeleteAsync(Columnar.Expression.From(condition), options, cancellationToken);

    /// <summary>Deletes the rows for which a condition is true; those for which it is false or null stay.</summary>
    /// <param name="condition">Spark SQL over the columns, for example <c>customer_id = 42</c>; <c>true</c> for all rows.</param>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the deletion, up to the moment when it is committed.</param>
    /// <returns>The number of rows deleted; when there are none, nothing is committed.</returns>
    /// <exception cref="PatternsException">As of <see cref="Table.DeleteAsync(string, ChangeOptions?, CancellationToken)"/>.</exception>
    public Task<long> DeleteAsync(string condition, ChangeOptions? options = null, CancellationToken cancellationToken = default)
        => Untyped.DeleteAsync(condition, options, cancellationToken);

    /// <summary>Gives properties new values in the rows for which a condition holds. All rows or none.</summary>
    /// <param name="condition">The condition, translated and not called.</param>
    /// <param name="change">Says the new values, such as <c>row =&gt; row.Set(order =&gt; order.Status, "closed")</c>.</param>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the update, up to the moment when it is committed.</param>
    /// <returns>The number of rows updated; when there are none, nothing is committed.</returns>
    /// <exception cref="RowsRejectedException">New values break rules of the table, or do not fit their columns exactly; nothing was committed.</exception>
    /// <exception cref="ArgumentException">A part has no counterpart, nothing is set, or a column is part of the key; the message names it.</exception>
    /// <exception cref="PatternsException">As of <see cref="Table.DeleteAsync(string, ChangeOptions?, CancellationToken)"/>.</exception>
    public Task<long> UpdateAsync(
        Expression<Func<T, bool>> condition, Action<RowUpdate<T>> change, ChangeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var update = new RowUpdate<T>(Binder);
        change(update);
        return Untyped.UpdateAsync(Columnar.Expression.From(condition), update.Values, options, cancellationToken);
    }

    /// <summary>Path and version.</summary>
    public override string ToString() => Untyped.ToString();
}
