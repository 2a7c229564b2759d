using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Changes;
using Patterns.Tables.Delta;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Changing;

/// <summary>
/// Writes the rows that a change inserted, updated and deleted to files beside the data, for those who follow the table. Safe for use by several threads.
/// </summary>
/// <remarks>Source: Delta transaction log protocol, "Change Data Files".</remarks>
internal sealed class ChangeFeedWriter : IAsyncDisposable
{
    private const string PathStart = "_change_data/cdc";

    private readonly PartitionedWriter _files;
    private readonly AppendTarget _target;
    private readonly Schema _schema;
    private readonly SemaphoreSlim _turn = new(1);

    public ChangeFeedWriter(TableContext table, AppendTarget target)
    {
        _files = new PartitionedWriter(table);
        _schema = new Schema([.. target.Snapshot.Schema.Fields, new Field(ChangeColumns.Kind, DataType.String)]);
        _target = target.Storing(_schema, PathStart);
    }

    /// <summary>Writes rows to which the same happened.</summary>
    /// <param name="rows">Rows in the columns of the table; stays the caller's.</param>
    /// <param name="type">What happened.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(ColumnBatch rows, string type, CancellationToken cancellationToken)
    {
        if (rows.RowCount == 0)
        {
            return;
        }

        using var none = new ColumnBatch(Schema.Empty, rows.RowCount, []);
        using var types = Expression.Literal(type).Bind(Schema.Empty).Evaluate(none);
        using var changes = new ColumnBatch(_schema, rows.RowCount, [.. rows.Columns.Select(static column => column.Share()), types.Share()]);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _files.WriteAsync(_target, changes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes the files whole.</summary>
    public async Task<IReadOnlyList<ChangeFile>> CompleteAsync(CancellationToken cancellationToken)
    {
        await _files.CompleteAsync(cancellationToken).ConfigureAwait(false);
        return [.. _files.Completed.Select(static file => new ChangeFile { Path = file.Path, PartitionValues = file.PartitionValues, Size = file.Size })];
    }

    public void Keep() => _files.Keep();

    public void Discard() => _files.Discard();

    public ValueTask DisposeAsync()
    {
        _turn.Dispose();
        return _files.DisposeAsync();
    }
}
