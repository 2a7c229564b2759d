using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Evolution;
using Patterns.Tables.Keys;
using Patterns.Tables.Quarantine;

namespace Patterns.Tables.Writing;

/// <summary>
/// The rows of one append on their way into data files: brought into the columns of the table, checked against the rules, split by partition, written.
/// Once a row was rejected nothing more is written, and the rest is only checked and counted. Disposal deletes every file unless <see cref="Keep"/>
/// was called. Not thread safe.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="begin">What the rows have to be like.</param>
/// <param name="options">Choices of the caller.</param>
internal sealed class AppendSession(TableContext table, AppendTarget begin, AppendOptions options) : IAsyncDisposable
{
    private readonly PartitionedWriter _files = new(table);
    private readonly Snapshot _before = begin.Snapshot;
    private AppendTarget _target = begin;
    private Schema? _given;
    private BatchConformer? _conformer;

    /// <summary>The keys of the rows; null when the table has no key.</summary>
    public KeyCollector? Keys { get; } = begin.Key is { } key
        ? new KeyCollector(key, begin.Snapshot.Schema, table.Options.KeyMemoryLimit)
        : null;

    /// <summary>The broken rules so far of rows that refuse the append.</summary>
    public RejectionLog Rejections => RejectedRows.Log;

    /// <summary>The rows that break rules.</summary>
    public RejectedRows RejectedRows { get; } = new(table, options);

    /// <summary>Rows seen so far, rejected ones included.</summary>
    public long RowCount { get; private set; }

    /// <summary>Rows that are appended.</summary>
    public long AcceptedRowCount => RowCount - RejectedRows.SetAside.RejectedRowCount;

    /// <summary>The columns of the table, those that this append adds included.</summary>
    public Schema Schema => _target.Snapshot.Schema;

    /// <summary>The metadata with the columns that the append adds; null when it adds none.</summary>
    public TableMetadata? NewMetadata => ReferenceEquals(_target.Snapshot, _before) ? null : _target.Snapshot.Metadata;

    /// <summary>The protocol that they need; null when nothing more.</summary>
    public TableProtocol? NewProtocol => ReferenceEquals(_target.Snapshot.Protocol, _before.Protocol) ? null : _target.Snapshot.Protocol;

    public AppendProgress Progress => new(RowCount, _files.ByteCount, _files.FileCount);

    /// <summary>Takes rows.</summary>
    /// <param name="batch">Rows in columns of the table, see <see cref="BatchConformer"/>; stays the caller's.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="SchemaMismatchException">The columns do not fit the table.</exception>
    public async Task WriteAsync(ColumnBatch batch, CancellationToken cancellationToken)
    {
        if (!batch.Schema.Equals(_given))
        {
            await AdoptAsync(() => batch.Schema, cancellationToken).ConfigureAwait(false);
            _conformer = BatchConformer.Create(Schema, batch.Schema, table.Path);
            _given = batch.Schema;
        }

        await TakeAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds the columns of rows to the table, where the caller wants that and they are new.</summary>
    /// <param name="given">Gives the columns of the rows that come next.</param>
    /// <param name="cancellationToken">Ends the writing of files that were begun without them.</param>
    public async Task AdoptAsync(Func<Schema> given, CancellationToken cancellationToken)
    {
        if (!options.MergeSchema)
        {
            return;
        }

        var evolving = new EvolvingTable(_target.Snapshot, table.Path, table.Commits.Chance);
        SchemaTarget.Merge(evolving, given());
        if (!evolving.Schema.Equals(Schema))
        {
            await _files.CompleteAsync(cancellationToken).ConfigureAwait(false);
            _target = AppendTarget.Of(table, _before.With(evolving.Metadata, evolving.Protocol, table.Path));
            _given = null;
        }
    }

    /// <summary>Notes a row that could not even be turned into columns.</summary>
    /// <param name="error">What does not fit.</param>
    /// <param name="values">Its values as text by column.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task RejectAsync(RowBindingException error, IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken)
        => RejectedRows.RejectAsync(error, values, ++RowCount, cancellationToken);

    /// <summary>Makes the last files whole.</summary>
    /// <returns>All files, to be committed together.</returns>
    /// <exception cref="RowsRejectedException">A row breaks a rule.</exception>
    public async Task<IReadOnlyList<AddFile>> CompleteAsync(CancellationToken cancellationToken)
    {
        if (!Rejections.IsEmpty)
        {
            Log.RowsRejected(table.Logger, table.Path, Rejections.RejectedRowCount, RowCount);
            throw new RowsRejectedException(table.Path, RowCount, Rejections.RejectedRowCount, Rejections.Rejections);
        }

        await RejectedRows.CompleteAsync(cancellationToken).ConfigureAwait(false);
        await _files.CompleteAsync(cancellationToken).ConfigureAwait(false);
        return _files.Completed;
    }

    /// <summary>Leaves the files where they are when the session is disposed: a commit names them, or may do so.</summary>
    public void Keep()
    {
        _files.Keep();
        RejectedRows.Keep();
    }

    /// <summary>Takes <see cref="Keep"/> back: it is certain that no commit names the files.</summary>
    public void Discard()
    {
        _files.Discard();
        RejectedRows.Discard();
    }

    public async ValueTask DisposeAsync()
    {
        await _files.DisposeAsync().ConfigureAwait(false);
        await RejectedRows.DisposeAsync().ConfigureAwait(false);
        if (Keys is not null)
        {
            await Keys.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Takes rows in the columns that were looked at. One for which an expression has no result is found by halving.</summary>
    private async Task TakeAsync(ColumnBatch given, CancellationToken cancellationToken)
    {
        ColumnBatch? conformed = null;
        int[]? left;
        try
        {
            conformed = _conformer!.Conform(given);
            left = await RejectedRows.TakeOutAsync(_target.Rules, conformed, given, RowCount, cancellationToken).ConfigureAwait(false);
        }
        catch (ExpressionEvaluationException error)
        {
            conformed?.Dispose();
            await TakeHalvesAsync(given, error, cancellationToken).ConfigureAwait(false);
            return;
        }

        using (conformed)
        {
            var before = RowCount;
            RowCount += given.RowCount;
            if (!Rejections.IsEmpty || given.RowCount == 0 || left is { Length: 0 })
            {
                return;
            }

            await AddKeysAsync(conformed, left, before, cancellationToken).ConfigureAwait(false);
            using var rows = left is null ? conformed.Slice(0, conformed.RowCount) : conformed.Take(left);
            await _files.WriteAsync(_target, rows, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TakeHalvesAsync(ColumnBatch given, ExpressionEvaluationException error, CancellationToken cancellationToken)
    {
        if (given.RowCount == 1)
        {
            await RejectedRows.RejectAsync(error, given, ++RowCount, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var first = given.Slice(0, given.RowCount / 2);
        await TakeAsync(first, cancellationToken).ConfigureAwait(false);
        using var second = given.Slice(given.RowCount / 2, given.RowCount - (given.RowCount / 2));
        await TakeAsync(second, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Notes the keys of rows under the numbers that the rows have in the append, run by run.</summary>
    private async Task AddKeysAsync(ColumnBatch rows, int[]? left, long rowsBefore, CancellationToken cancellationToken)
    {
        if (Keys is null)
        {
            return;
        }

        if (left is null)
        {
            await Keys.AddAsync(rows, rowsBefore, cancellationToken).ConfigureAwait(false);
            return;
        }

        for (var start = 0; start < left.Length;)
        {
            var end = start + 1;
            while (end < left.Length && left[end] == left[end - 1] + 1)
            {
                end++;
            }

            using var run = rows.Slice(left[start], end - start);
            await Keys.AddAsync(run, rowsBefore + left[start], cancellationToken).ConfigureAwait(false);
            start = end;
        }
    }
}
