using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Changes;
using Patterns.Tables.Changing;
using Patterns.Tables.Delta;
using Patterns.Tables.Evolution;
using Patterns.Tables.History;
using Patterns.Tables.Keys;
using Patterns.Tables.Maintenance;
using Patterns.Tables.Metrics;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Reading;
using Patterns.Tables.Writing;

namespace Patterns.Tables;

/// <summary>
/// A Delta Lake table, seen as columns. It shows the version that it was opened, refreshed or last appended at. Safe for use by several
/// threads: each read uses one version from its beginning to its end.
/// </summary>
public sealed class Table
{
    private readonly TableContext _context;
    private readonly TableAppender _appender;
    private readonly bool _isPinned;
    private Snapshot _snapshot;

    internal Table(TableContext context, Snapshot snapshot, bool isPinned)
    {
        _context = context;
        _appender = new TableAppender(context);
        _snapshot = snapshot;
        _isPinned = isPinned;
    }

    /// <summary>Folder of the table in its store.</summary>
    public string Path => _context.Path;

    /// <summary>0-based version that reads use now.</summary>
    public long Version => Snapshot.Version;

    /// <summary>The columns at <see cref="Version"/>.</summary>
    public Schema Schema => Snapshot.Schema;

    /// <summary>The partition columns in order; empty when the table is not partitioned.</summary>
    public IReadOnlyList<string> PartitionColumns => Snapshot.Metadata.PartitionColumns;

    /// <summary>The columns whose values together identify a row; empty when the table has no key.</summary>
    /// <exception cref="UnsupportedTableException">The configuration of the table names a key that it cannot have.</exception>
    public IReadOnlyList<string> KeyColumns => TableKey.Of(Snapshot, Path)?.Columns ?? [];

    /// <summary>What the table holds, in words; null when nobody said so.</summary>
    public string? Description => Snapshot.Metadata.Description;

    /// <summary>The CHECK constraints: Spark SQL by name.</summary>
    public IReadOnlyDictionary<string, string> Checks => Snapshot.Metadata.Constraints.ToDictionary();

    /// <summary>Data files at <see cref="Version"/>.</summary>
    public int FileCount => Snapshot.Files.Count;

    /// <summary>Bytes of these data files.</summary>
    public long ByteCount => Snapshot.ByteCount;

    internal Snapshot Snapshot => Volatile.Read(ref _snapshot);

    internal TableContext Context => _context;

    /// <summary>Looks for commits of other writers and moves on to the latest version.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The latest version.</returns>
    /// <exception cref="InvalidOperationException">The table was opened at a version of its past.</exception>
    /// <exception cref="UnsupportedTableException">The table needs a feature that is not supported since.</exception>
    public async Task<long> RefreshAsync(CancellationToken cancellationToken = default)
        => (await RefreshSnapshotAsync(cancellationToken).ConfigureAwait(false)).Version;

    /// <summary>The table as it was at a version: reads of it always show that version, and it cannot be appended to.</summary>
    /// <param name="version">0 to the latest version.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="VersionNotFoundException">There is no such version.</exception>
    /// <exception cref="UnsupportedTableException">That version needs a feature that is not supported.</exception>
    public async Task<Table> AsOfAsync(long version, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        var snapshot = await _context.Log.LoadAsync(version, cancellationToken).ConfigureAwait(false) ?? throw new TableNotFoundException(Path);
        ProtocolSupport.RequireReadable(snapshot, Path);
        return new Table(_context, snapshot, isPinned: true);
    }

    /// <summary>
    /// The table as it was at a time: the last version that was committed by then. Reads of it always show that version, and it cannot be changed.
    /// </summary>
    /// <param name="time">
    /// A time; after the last commit it means the latest version. The time of a commit is the one that it carries, where the table has in-commit
    /// timestamps, and otherwise the one when its object was written to the store.
    /// </param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="VersionNotFoundException">There was no version yet, or it is not kept any more.</exception>
    public async Task<Table> AsOfAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        var latest = await _context.Log.LoadAsync(null, cancellationToken).ConfigureAwait(false) ?? throw new TableNotFoundException(Path);
        var version = await new CommitTimes(_context.Objects, _context.Log).FindAsync(time, latest, cancellationToken).ConfigureAwait(false)
            ?? throw new VersionNotFoundException(Path, time, latest.Version);
        return await AsOfAsync(version, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes the rows of small data files into larger ones, or all rows in a better order, so that reads are faster. The rows stay the same, memory
    /// is bounded, and older versions stay readable.
    /// </summary>
    /// <param name="options">Choices; null means the defaults: compaction without a new order.</param>
    /// <param name="cancellationToken">Ends the work, up to the moment when it is committed.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a column cannot be ordered by.</exception>
    /// <exception cref="CommitConflictException">Another writer changed rows of these files, or columns or rules, meanwhile; nothing was committed.</exception>
    /// <exception cref="UnsupportedTableException">The table may be read but not written by this library.</exception>
    /// <exception cref="InvalidOperationException">The table was opened at a version of its past.</exception>
    public async Task<OptimizeResult> OptimizeAsync(OptimizeOptions? options = null, CancellationToken cancellationToken = default)
    {
        var choices = options ?? new OptimizeOptions();
        choices.Validate();
        var snapshot = await RefreshSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var (result, after) = await new TableOptimizer(_context).OptimizeAsync(snapshot, choices, cancellationToken).ConfigureAwait(false);
        MoveTo(after);
        return result;
    }

    /// <summary>
    /// Deletes files of the table's folder that no version within a retention needs: those of rows that were removed, and what writers left behind.
    /// Versions before that can no longer be read. Files and folders whose names begin with <c>_</c> or <c>.</c> are left alone.
    /// </summary>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the work, which may be continued any time.</param>
    /// <exception cref="ArgumentException">The retention is below 7 days and that is not allowed.</exception>
    /// <exception cref="UnsupportedTableException">The table needs something that is not known here, so that files could be needed all the same.</exception>
    /// <exception cref="InvalidOperationException">The table was opened at a version of its past.</exception>
    public async Task<VacuumResult> VacuumAsync(VacuumOptions? options = null, CancellationToken cancellationToken = default)
    {
        var choices = options ?? new VacuumOptions();
        choices.Validate();
        var snapshot = await RefreshSnapshotAsync(cancellationToken).ConfigureAwait(false);
        return await new TableVacuum(_context).RunAsync(snapshot, choices, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the rows, columns and rules of an earlier version those of a new one. Versions in between stay readable.</summary>
    /// <param name="version">0 to the latest version.</param>
    /// <param name="cancellationToken">Ends the work, up to the moment when it is committed.</param>
    /// <returns>The new version; the latest one when it is equal already.</returns>
    /// <exception cref="VersionNotFoundException">There is no such version.</exception>
    /// <exception cref="DataFileMissingException">A data file of that version is gone; nothing was committed.</exception>
    /// <exception cref="CommitConflictException">Another writer changed the table meanwhile; nothing was committed.</exception>
    /// <exception cref="UnsupportedTableException">The table may be read but not written by this library.</exception>
    /// <exception cref="InvalidOperationException">The table was opened at a version of its past.</exception>
    public async Task<long> RestoreAsync(long version, CancellationToken cancellationToken = default)
        => await RestoreAsync(await AsOfAsync(version, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Makes the table what it was at a time, see <see cref="AsOfAsync(DateTimeOffset, CancellationToken)"/> and <see cref="RestoreAsync(long, CancellationToken)"/>.</summary>
    /// <param name="time">A time.</param>
    /// <param name="cancellationToken">Ends the work, up to the moment when it is committed.</param>
    /// <returns>The new version; the latest one when it is equal already.</returns>
    public async Task<long> RestoreAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
        => await RestoreAsync(await AsOfAsync(time, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>What every version changed, the latest first, from <see cref="Version"/> down to the oldest whose commit is there.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<TableCommit> HistoryAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var version = Version; version >= 0; version--)
        {
            if (await _context.Log.TryReadCommitAsync(version, cancellationToken).ConfigureAwait(false) is not { } commit)
            {
                yield break;
            }

            yield return HistoryEntry.Of(commit);
        }
    }

    /// <summary>
    /// The number of rows. Answered from the log when it has the counts of all files, otherwise from the footers of those files.
    /// </summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="DataFileMissingException">A file whose rows have to be counted is missing.</exception>
    public Task<long> CountAsync(CancellationToken cancellationToken = default)
        => RowCounting.CountAsync(_context, Snapshot, cancellationToken);

    /// <summary>Reads rows batch by batch, in the order in which they were appended.</summary>
    /// <param name="columns">Names of the columns in the order wanted; null for all.</param>
    /// <param name="filter">Which rows; null for all. Files and row groups without such rows are not read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Batches that the caller disposes; none is empty.</returns>
    /// <exception cref="ArgumentException">A column does not exist or is asked for twice.</exception>
    /// <exception cref="PatternsException">The filter does not fit the columns.</exception>
    /// <exception cref="DataFileMissingException">A data file is missing.</exception>
    public IAsyncEnumerable<ColumnBatch> ReadBatchesAsync(
        IReadOnlyList<string>? columns = null, Expression? filter = null, CancellationToken cancellationToken = default)
    {
        var request = new ScanRequest(Snapshot, columns, filter);
        return TableScan.ReadAsync(_context, request, null, cancellationToken);
    }

    /// <summary>
    /// Which rows versions changed, in order of versions, in the columns of the table at the last of them and behind those <c>_change_type</c>
    /// (<c>insert</c>, <c>delete</c>, <c>update_preimage</c> or <c>update_postimage</c>), <c>_commit_version</c> and <c>_commit_timestamp</c>.
    /// </summary>
    /// <remarks>
    /// A version is told by its change files where it has some, as tables with a change feed do for updates and deletes. Otherwise by its data files: a
    /// file that was written again without some of its rows is told as the deletion of all of its rows and the insertion of the others. Rows that
    /// were only rearranged are not told. Source: Delta transaction log protocol, "Change Data Files".
    /// </remarks>
    /// <param name="fromVersion">The first version; one more than the last one when there is nothing yet.</param>
    /// <param name="toVersion">The last version, which is part of the answer; null means <see cref="Version"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Batches that the caller disposes; none is empty.</returns>
    /// <exception cref="VersionNotFoundException">A version does not exist, or its commit is not kept any more.</exception>
    /// <exception cref="DataFileMissingException">A file of a version is gone, perhaps vacuumed.</exception>
    /// <exception cref="UnsupportedTableException">The last version needs a feature that is not supported, or has columns of those names.</exception>
    public async IAsyncEnumerable<ColumnBatch> ChangesAsync(
        long fromVersion, long? toVersion = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromVersion);
        var snapshot = toVersion is { } last ? (await AsOfAsync(last, cancellationToken).ConfigureAwait(false)).Snapshot : Snapshot;
        if (fromVersion > snapshot.Version + 1)
        {
            throw new VersionNotFoundException(Path, fromVersion, 0, snapshot.Version);
        }

        await foreach (var batch in new ChangeFeedReader(_context, snapshot).ReadAsync(fromVersion, cancellationToken).ConfigureAwait(false))
        {
            yield return batch;
        }
    }

    /// <summary>Which rows were changed in a time, see <see cref="ChangesAsync(long, long?, CancellationToken)"/>.</summary>
    /// <param name="from">Versions committed at that time or later, see <see cref="AsOfAsync(DateTimeOffset, CancellationToken)"/> for times of commits.</param>
    /// <param name="to">Versions committed before that time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Batches that the caller disposes; none is empty.</returns>
    public async IAsyncEnumerable<ColumnBatch> ChangesAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var latest = await _context.Log.LoadAsync(null, cancellationToken).ConfigureAwait(false) ?? throw new TableNotFoundException(Path);
        var times = new CommitTimes(_context.Objects, _context.Log);
        var before = await times.FindAsync(from.AddTicks(-1), latest, cancellationToken).ConfigureAwait(false)
            ?? await times.EarliestAsync(latest, cancellationToken).ConfigureAwait(false) - 1;
        var last = await times.FindAsync(to.AddTicks(-1), latest, cancellationToken).ConfigureAwait(false) ?? before;
        if (last > before)
        {
            await foreach (var batch in ChangesAsync(before + 1, last, cancellationToken).ConfigureAwait(false))
            {
                yield return batch;
            }
        }
    }

    /// <summary>Begins a question about the rows at <see cref="Version"/>.</summary>
    public TableQuery Query() => new(new ScanNode(_context, Snapshot));

    /// <summary>When days, weeks and years begin: the store's calendar, whose periods metrics are asked for.</summary>
    public BusinessCalendar Calendar => _context.Options.Calendar;

    /// <summary>The metrics at <see cref="Version"/> by name, derived ones written out.</summary>
    /// <exception cref="MetricReferenceException">A metric is derived from one that is not there.</exception>
    /// <exception cref="MetricDefinitionException">A metric does not fit the columns.</exception>
    public IReadOnlyDictionary<string, MetricDefinition> Metrics => TableMetrics.Of(Snapshot, Path).Definitions();

    /// <summary>Answers a question to a metric. Two who ask the same of the same version get the same answer; the receipt says what it rests on.</summary>
    /// <param name="metric">Name of the metric.</param>
    /// <param name="period">A period of <see cref="Calendar"/>; null means all time.</param>
    /// <param name="by">Columns whose values are told apart; null means none.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric; the message names those that are.</exception>
    /// <exception cref="DimensionNotFoundException">A column of <paramref name="by"/> does not exist; the message names those that do.</exception>
    /// <exception cref="MetricPeriodException">The metric has no periods, or the period is none of the calendar.</exception>
    public Task<MetricResult> MeasureAsync(string metric, Period? period = null, IReadOnlyList<string>? by = null, CancellationToken cancellationToken = default)
        => MeasureAsync(new MetricQuestion(metric) { Period = period, By = by ?? [] }, cancellationToken);

    /// <summary>Answers a question to a metric. Two who ask the same of the same version get the same answer; the receipt says what it rests on.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric; the message names those that are.</exception>
    /// <exception cref="DimensionNotFoundException">A dimension does not exist; the message names those that do.</exception>
    /// <exception cref="MetricPeriodException">The metric has no periods, or the period is none of the calendar, or shorter than the grain.</exception>
    /// <exception cref="MetricDefinitionException">The definition does not fit the columns of that version.</exception>
    /// <exception cref="VersionNotFoundException">There is no such version.</exception>
    /// <exception cref="PatternsException">A condition does not fit the columns, or a row has no result.</exception>
    public async Task<MetricResult> MeasureAsync(MetricQuestion question, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var measurement = await MeasurementOfAsync(question, cancellationToken).ConfigureAwait(false);
        return await measurement.MeasureAsync(question, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Defines a metric, or defines it anew, by a commit. Nothing is committed when nothing changes.</summary>
    /// <param name="name">The name by which it is asked for.</param>
    /// <param name="expression">Aggregates in Spark SQL, such as <c>sum(amount)</c>, or names of other metrics, such as <c>revenue / nullif(orders, 0)</c>.</param>
    /// <param name="filter">Which rows count; null means all. None for a metric that is derived from others.</param>
    /// <param name="time">The date or timestamp column that decides into which period a row falls; null when the metric has no periods or is derived.</param>
    /// <param name="unit">What the number is measured in; null when nothing is said.</param>
    /// <param name="cancellationToken">Ends the request, up to the moment when it is committed.</param>
    /// <returns>The change, explained part by part.</returns>
    /// <exception cref="MetricDefinitionException">The definition is no metric, or does not fit the columns.</exception>
    /// <exception cref="MetricReferenceException">It is derived from metrics that are not there or do not go together.</exception>
    /// <exception cref="CommitConflictException">Another writer changed the same metric meanwhile.</exception>
    public Task<MetricChange> DefineMetricAsync(
        string name, string expression, string? filter = null, string? time = null, string? unit = null, CancellationToken cancellationToken = default)
        => DefineMetricAsync(StoredMetric.Create(name, expression, filter, time, unit), cancellationToken);

    /// <summary>Defines a metric, or defines it anew, by a commit. Nothing is committed when nothing changes.</summary>
    /// <param name="definition">The metric, over the columns of the table.</param>
    /// <param name="cancellationToken">Ends the request, up to the moment when it is committed.</param>
    /// <returns>The change, explained part by part.</returns>
    /// <exception cref="MetricDefinitionException">The definition does not fit the columns.</exception>
    /// <exception cref="MetricReferenceException">A metric that is derived from it could not be computed any more.</exception>
    /// <exception cref="CommitConflictException">Another writer changed the same metric meanwhile.</exception>
    public Task<MetricChange> DefineMetricAsync(MetricDefinition definition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return DefineMetricAsync(new DirectMetric(definition), cancellationToken);
    }

    /// <summary>Takes a metric out, by a commit. Versions before keep it.</summary>
    /// <param name="name">Name of the metric.</param>
    /// <param name="cancellationToken">Ends the request, up to the moment when it is committed.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="MetricReferenceException">Another metric is derived from it.</exception>
    /// <exception cref="CommitConflictException">Another writer changed the same metric meanwhile.</exception>
    public async Task<MetricChange> DropMetricAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var snapshot = await RefreshSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var (change, after) = await new MetricCommitter(_context).ChangeAsync(snapshot, name, null, cancellationToken).ConfigureAwait(false);
        MoveTo(after);
        return change;
    }

    /// <summary>Appends all rows or none.</summary>
    /// <param name="batches">
    /// Rows in the columns of the table, in any order of columns, numbers at most as wide as the table's. Each batch is disposed once it is taken.
    /// </param>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the append, up to the moment when it is committed.</param>
    /// <exception cref="RowsRejectedException">Rows break rules of the table; nothing was committed.</exception>
    /// <exception cref="SchemaMismatchException">The columns are not those of the table; nothing was committed.</exception>
    /// <exception cref="CommitConflictException">Another writer changed the columns or rules, or added rows with the same keys, meanwhile; nothing was committed.</exception>
    /// <exception cref="CommitOutcomeUnknownException">The store failed and cannot say whether the commit took effect.</exception>
    /// <exception cref="UnsupportedTableException">The table may be read but not written by this library.</exception>
    /// <exception cref="InvalidOperationException">The table was opened at a version of its past.</exception>
    public Task<AppendResult> AppendAsync(IAsyncEnumerable<ColumnBatch> batches, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return AppendAsync(new BatchFeed(batches), options, cancellationToken);
    }

    /// <summary>Changes columns and rules, in one commit and without writing data files again.</summary>
    /// <param name="change">Says what changes, in order.</param>
    /// <param name="cancellationToken">Ends the look at the rows that are there, and the waiting for other writers.</param>
    /// <returns>The version that has the changes; the latest one when there was nothing to change.</returns>
    /// <exception cref="EvolutionRefusedException">A change is not possible; the message says why and what to do instead. Nothing was committed.</exception>
    /// <exception cref="CommitConflictException">Another writer changed columns or rules meanwhile; nothing was committed.</exception>
    /// <exception cref="PatternsException">The text of a CHECK is no expression over the columns; the message says where.</exception>
    /// <exception cref="UnsupportedTableException">The table may be read but not written by this library.</exception>
    /// <exception cref="InvalidOperationException">The table was opened at a version of its past.</exception>
    public async Task<long> EvolveAsync(Action<TableEvolution> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var evolution = new TableEvolution();
        change(evolution);
        var snapshot = await RefreshSnapshotAsync(cancellationToken).ConfigureAwait(false);
        MoveTo(await new TableEvolver(_context).EvolveAsync(snapshot, evolution, cancellationToken).ConfigureAwait(false));
        return Version;
    }

    /// <summary>
    /// Brings rows in by the key of the table: a row whose key is there takes the place of the whole row that has it, any other is added. All rows or none.
    /// </summary>
    /// <param name="batches">Rows in the columns of the table, each key once; see <see cref="AppendAsync(IAsyncEnumerable{ColumnBatch}, AppendOptions?, CancellationToken)"/>. Each batch is disposed once it is taken.</param>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the upsert, up to the moment when it is committed.</param>
    /// <exception cref="RowsRejectedException">Rows break rules of the table, or two have the same key; nothing was committed.</exception>
    /// <exception cref="SchemaMismatchException">The columns are not those of the table; nothing was committed.</exception>
    /// <exception cref="CommitConflictException">Another writer changed the columns, the rules, files with these rows, or added rows with the same keys meanwhile; nothing was committed.</exception>
    /// <exception cref="CommitOutcomeUnknownException">The store failed and cannot say whether the commit took effect.</exception>
    /// <exception cref="AppendOnlyTableException">The table says that its rows are never changed.</exception>
    /// <exception cref="UnsupportedTableException">The table may be read but not written by this library.</exception>
    /// <exception cref="InvalidOperationException">The table has no key, or was opened at a version of its past.</exception>
    public Task<UpsertResult> UpsertAsync(IAsyncEnumerable<ColumnBatch> batches, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return UpsertAsync(new BatchFeed(batches), options, cancellationToken);
    }

    /// <summary>Deletes the rows for which a condition is true; those for which it is false or null stay.</summary>
    /// <param name="condition">Spark SQL over the columns, for example <c>customer_id = 42</c>; <c>true</c> for all rows.</param>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the deletion, up to the moment when it is committed.</param>
    /// <returns>The number of rows deleted; when there are none, nothing is committed.</returns>
    /// <exception cref="PatternsException">The text is no expression, or does not fit the columns.</exception>
    /// <exception cref="ArgumentException">The expression is neither true nor false.</exception>
    /// <exception cref="CommitConflictException">Another writer changed the columns, the rules, files with these rows, or may have added such rows meanwhile; nothing was committed.</exception>
    /// <exception cref="CommitOutcomeUnknownException">The store failed and cannot say whether the commit took effect.</exception>
    /// <exception cref="AppendOnlyTableException">The table says that its rows are never changed.</exception>
    /// <exception cref="UnsupportedTableException">The table may be read but not written by this library.</exception>
    /// <exception cref="InvalidOperationException">The table was opened at a version of its past.</exception>
    public Task<long> DeleteAsync(string condition, ChangeOptions? options = null, CancellationToken cancellationToken = default)
        => DeleteAsync(Expression.Parse(condition), options, cancellationToken);

    /// <summary>Deletes the rows for which a condition is true; those for which it is false or null stay.</summary>
    /// <param name="condition">Over the columns of the table.</param>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the deletion, up to the moment when it is committed.</param>
    /// <returns>The number of rows deleted; when there are none, nothing is committed.</returns>
    /// <exception cref="PatternsException">The expression does not fit the columns; or as of the other overload.</exception>
    /// <exception cref="ArgumentException">The expression is neither true nor false.</exception>
    public async Task<long> DeleteAsync(Expression condition, ChangeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var choices = Validated(options);
        var snapshot = await RefreshSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var (rows, after) = await new TableChanger(_context).DeleteAsync(snapshot, condition, choices.ToTransaction(), cancellationToken).ConfigureAwait(false);
        MoveTo(after);
        return rows;
    }

    /// <summary>Gives columns new values in the rows for which a condition is true. All rows or none.</summary>
    /// <param name="condition">Spark SQL over the columns, for example <c>status = 'open'</c>; <c>true</c> for all rows.</param>
    /// <param name="values">
    /// Spark SQL over the row as it was, by column, for example <c>amount</c> and <c>round(amount * 1.1, 2)</c>. A value that its column cannot hold
    /// exactly is rejected, never rounded. Columns of the key stay as they are.
    /// </param>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the update, up to the moment when it is committed.</param>
    /// <returns>The number of rows updated; when there are none, nothing is committed.</returns>
    /// <exception cref="RowsRejectedException">New values break rules of the table; rows are numbered among those that were found. Nothing was committed.</exception>
    /// <exception cref="PatternsException">A text is no expression, or does not fit the columns; or as of <see cref="DeleteAsync(string, ChangeOptions?, CancellationToken)"/>.</exception>
    /// <exception cref="ArgumentException">The condition is neither true nor false, or a column does not exist or is part of the key.</exception>
    public Task<long> UpdateAsync(string condition, IReadOnlyDictionary<string, string> values, ChangeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var expressions = values.ToDictionary(static value => value.Key, static value => Expression.Parse(value.Value), StringComparer.Ordinal);
        return UpdateAsync(Expression.Parse(condition), expressions, options, cancellationToken);
    }

    /// <summary>Gives columns new values in the rows for which a condition is true. All rows or none.</summary>
    /// <param name="condition">Over the columns of the table.</param>
    /// <param name="values">Expressions over the row as it was, by column.</param>
    /// <param name="options">Choices; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the update, up to the moment when it is committed.</param>
    /// <returns>The number of rows updated; when there are none, nothing is committed.</returns>
    /// <exception cref="RowsRejectedException">New values break rules of the table; nothing was committed.</exception>
    /// <exception cref="PatternsException">An expression does not fit the columns; or as of the other overload.</exception>
    /// <exception cref="ArgumentException">The condition is neither true nor false, or a column does not exist or is part of the key.</exception>
    public async Task<long> UpdateAsync(
        Expression condition, IReadOnlyDictionary<string, Expression> values, ChangeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfZero(values.Count, nameof(values));
        var choices = Validated(options);
        var snapshot = await RefreshSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var (rows, after) = await new TableChanger(_context).UpdateAsync(snapshot, condition, values, choices.ToTransaction(), cancellationToken).ConfigureAwait(false);
        MoveTo(after);
        return rows;
    }

    /// <summary>The same table, seen as rows of a C# type.</summary>
    /// <typeparam name="T">A type whose properties are columns of the table.</typeparam>
    public Table<T> As<[DynamicallyAccessedMembers(RowMembers.Needed)] T>() => new(this);

    /// <summary>Path and version.</summary>
    public override string ToString() => FormattableString.Invariant($"{Path} at version {Version}");

    internal async Task<AppendResult> AppendAsync(RowFeed feed, AppendOptions? options, CancellationToken cancellationToken)
    {
        var choices = options ?? new AppendOptions();
        choices.Validate();
        var snapshot = await RefreshSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var (result, after) = await _appender.AppendAsync(snapshot, feed, choices, cancellationToken).ConfigureAwait(false);
        MoveTo(after);
        return result;
    }

    /// <summary>Looks up the version and the definition that a question is about.</summary>
    internal async Task<MetricMeasurement> MeasurementOfAsync(MetricQuestion question, CancellationToken cancellationToken)
    {
        var data = Snapshot;
        if (question.AsOf is { } version && version != data.Version)
        {
            data = (await AsOfAsync(version, cancellationToken).ConfigureAwait(false)).Snapshot;
        }

        var definitions = question.DefinitionAt == MetricDefinitionAt.Version
            ? data
            : await _context.Log.LoadAsync(null, cancellationToken).ConfigureAwait(false) ?? throw new TableNotFoundException(Path);
        var metric = new TableMetrics(definitions.Metadata.Configuration, data.Schema, Path, definitions.Version).Resolve(question.Metric);
        return new MetricMeasurement(_context, data, metric);
    }

    private async Task<MetricChange> DefineMetricAsync(StoredMetric metric, CancellationToken cancellationToken)
    {
        var snapshot = await RefreshSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var (change, after) = await new MetricCommitter(_context).ChangeAsync(snapshot, metric.Name, metric, cancellationToken).ConfigureAwait(false);
        MoveTo(after);
        return change;
    }

    internal async Task<UpsertResult> UpsertAsync(RowFeed feed, AppendOptions? options, CancellationToken cancellationToken)
    {
        var choices = options ?? new AppendOptions();
        choices.Validate();
        var snapshot = await RefreshSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var (result, after) = await new TableUpserter(_context).UpsertAsync(snapshot, feed, choices, cancellationToken).ConfigureAwait(false);
        MoveTo(after);
        return result;
    }

    private static AppendOptions Validated(ChangeOptions? options)
    {
        var choices = options?.ToAppendOptions() ?? new AppendOptions();
        choices.Validate();
        return choices;
    }

    private async Task<long> RestoreAsync(Table target, CancellationToken cancellationToken)
    {
        var snapshot = await RefreshSnapshotAsync(cancellationToken).ConfigureAwait(false);
        MoveTo(await new TableRestorer(_context).RestoreAsync(snapshot, target.Snapshot, cancellationToken).ConfigureAwait(false));
        return Version;
    }

    private async Task<Snapshot> RefreshSnapshotAsync(CancellationToken cancellationToken)
    {
        if (_isPinned)
        {
            throw new InvalidOperationException($"The table '{Path}' was opened at version {Version} of its past, which does not change. Open the table itself.");
        }

        var snapshot = await _context.Log.RefreshAsync(Snapshot, cancellationToken).ConfigureAwait(false);
        ProtocolSupport.RequireReadable(snapshot, Path);
        MoveTo(snapshot);
        return snapshot;
    }

    /// <summary>Shows a later version, unless another thread has moved on further.</summary>
    private void MoveTo(Snapshot snapshot)
    {
        while (Snapshot is var current && current.Version < snapshot.Version)
        {
            if (Interlocked.CompareExchange(ref _snapshot, snapshot, current) == current)
            {
                return;
            }
        }
    }
}
