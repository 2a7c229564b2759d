using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.History;
using Patterns.Tables.Keys;
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
    public long ByteCount => Snapshot.Files.Sum(static file => file.Add.Size);

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
        => RowCounting.CountAsync(_context.Objects, Path, Snapshot, cancellationToken);

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
        return TableScan.ReadAsync(_context.Objects, Path, request, cancellationToken);
    }

    /// <summary>Begins a question about the rows at <see cref="Version"/>.</summary>
    public TableQuery Query() => new(new ScanNode(_context, Snapshot));

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
        return AppendAsync(new BatchFeed(batches, Path), options, cancellationToken);
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
