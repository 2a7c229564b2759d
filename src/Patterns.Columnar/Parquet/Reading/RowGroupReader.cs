using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Parquet.Format;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>
/// Reads the rows of row groups, one row group after the other, as batches. With a filter its columns are read first, and the others only where
/// a row is left.
/// </summary>
/// <param name="schema">The columns of the batches.</param>
/// <param name="columns">Reads those of them that the filter does not.</param>
/// <param name="filter">Which rows are wanted; null for all.</param>
internal sealed class RowGroupReader(Schema schema, ColumnSetReader columns, RowFilter? filter) : IDisposable
{
    private long _rowsLeft;
    private int _batchRowCount;

    /// <summary>Starts on a row group.</summary>
    public void Open(RowGroupMetadata rowGroup)
    {
        _rowsLeft = rowGroup.RowCount;
        if (_rowsLeft == 0)
        {
            // Such a row group may not even have pages.
            return;
        }

        _batchRowCount = Math.Min(columns.Open(rowGroup), filter?.Columns.Open(rowGroup) ?? int.MaxValue);
    }

    /// <summary>The next rows that are wanted, or null when the row group has no more.</summary>
    public async ValueTask<ColumnBatch?> ReadAsync(CancellationToken cancellationToken)
    {
        while (_rowsLeft > 0)
        {
            var rows = (int)Math.Min(_rowsLeft, _batchRowCount);
            _rowsLeft -= rows;
            var batch = filter is null
                ? await columns.ReadAsync(rows, cancellationToken).ConfigureAwait(false)
                : await ReadWantedAsync(filter, rows, cancellationToken).ConfigureAwait(false);
            if (batch is not null)
            {
                return batch;
            }
        }

        return null;
    }

    public void Dispose()
    {
        columns.Dispose();
        filter?.Dispose();
    }

    private async ValueTask<ColumnBatch?> ReadWantedAsync(RowFilter rowFilter, int rowCount, CancellationToken cancellationToken)
    {
        using var known = await rowFilter.Columns.ReadAsync(rowCount, cancellationToken).ConfigureAwait(false);
        using var all = Selection.All(rowCount);
        using var wanted = rowFilter.Expression.Select(known, all);
        if (wanted.IsEmpty)
        {
            await columns.SkipAsync(rowCount, cancellationToken).ConfigureAwait(false);
            return null;
        }

        using var rest = await columns.ReadAsync(rowCount, cancellationToken).ConfigureAwait(false);
        using var joined = new ColumnBatch(schema, rowCount, [.. schema.Fields.Select(field => Find(field.Name, known, rest).Share())]);
        return Compaction.Compact(joined, wanted);
    }

    private static Column Find(string name, ColumnBatch known, ColumnBatch rest)
        => known.Schema.IndexOf(name) >= 0 ? known.Column(name) : rest.Column(name);
}
