using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.DeletionVectors;

namespace Patterns.Tables.Reading;

/// <summary>A data file of a table, open to find rows by their positions in it. Not thread safe.</summary>
internal sealed class PositionedFile : IAsyncDisposable
{
    private readonly ParquetFile _parquet;
    private readonly FileColumns _columns;
    private readonly Schema _schema;

    private PositionedFile(OpenedFile opened, LiveFile file, Schema schema)
    {
        _parquet = opened.Parquet;
        _columns = opened.Columns;
        _schema = schema;
        File = file;
        Deleted = opened.Deleted;
        AllRowGroups = [.. Enumerable.Range(0, _parquet.RowGroups.Count)];
    }

    public LiveFile File { get; }

    /// <summary>Rows of the file, deleted ones included.</summary>
    public long RowCount => _parquet.RowCount;

    /// <summary>The rows that were deleted before; null for none.</summary>
    public DeletedRows? Deleted { get; }

    /// <summary>Rows that count.</summary>
    public long LiveRowCount => RowCount - (Deleted?.Count ?? 0);

    /// <summary>0-based row groups of the file.</summary>
    public IReadOnlyList<int> AllRowGroups { get; }

    /// <exception cref="DataFileMissingException">The store does not have the file.</exception>
    public static async Task<PositionedFile> OpenAsync(TableContext table, Snapshot snapshot, LiveFile file, CancellationToken cancellationToken)
    {
        var opened = await OpenedFile.OpenAsync(table, snapshot, file, measure: null, cancellationToken).ConfigureAwait(false);
        return new PositionedFile(opened, file, snapshot.Schema);
    }

    /// <summary>The row groups that may hold rows for which a condition over the columns of the table is true, by their statistics.</summary>
    public IReadOnlyList<int> RowGroupsOf(BoundExpression condition)
        => [.. AllRowGroups.Where(index => condition.MayBeTrue(name => StatisticsOf(index, name)))];

    /// <summary>The row groups that have some of these rows.</summary>
    public IReadOnlyList<int> RowGroupsWith(DeletedRows rows)
    {
        var first = 0L;
        var found = new List<int>();
        foreach (var rowGroup in _parquet.RowGroups)
        {
            if (rows.Any(first, first + rowGroup.RowCount))
            {
                found.Add(rowGroup.Index);
            }

            first += rowGroup.RowCount;
        }

        return found;
    }

    /// <summary>Whether a row group has a row for which a condition is true, deleted ones included; asks page indexes and bloom filters first.</summary>
    public async Task<bool> AnyAsync(int rowGroup, Expression condition, CancellationToken cancellationToken)
    {
        if (_columns.Translate(condition) is not { } translated)
        {
            return true;
        }

        await foreach (var batch in _parquet.ReadRowGroupsAsync(rowGroup..(rowGroup + 1), [], translated, cancellationToken).ConfigureAwait(false))
        {
            batch.Dispose();
            return true;
        }

        return false;
    }

    /// <summary>Reads all rows of some row groups in order. The caller disposes the batches.</summary>
    /// <param name="wanted">Columns of the table.</param>
    /// <param name="rowGroups">0-based row groups, ascending.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<PositionedBatch> ReadAsync(
        Schema wanted, IReadOnlyList<int> rowGroups, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var projection = new FileProjection(wanted, _columns);
        foreach (var rowGroup in rowGroups)
        {
            var position = _parquet.RowGroups.Take(rowGroup).Sum(static before => before.RowCount);
            await foreach (var batch in _parquet.ReadRowGroupsAsync(rowGroup..(rowGroup + 1), projection.FileNames, null, cancellationToken).ConfigureAwait(false))
            {
                using (batch)
                {
                    yield return new PositionedBatch(projection.Apply(batch), position);
                    position += batch.RowCount;
                }
            }
        }
    }

    public ValueTask DisposeAsync() => _parquet.DisposeAsync();

    private ColumnStatistics? StatisticsOf(int rowGroup, string name)
        => _schema.IndexOf(name) >= 0
            && _columns.Of(_schema[name]).Name is { } stored
            && _parquet.Schema[stored].Type.Equals(_schema[name].Type)
                ? _parquet.RowGroups[rowGroup].Statistics.GetValueOrDefault(stored)
                : null;
}
