using Patterns.Columnar.Batches;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Parquet.Format;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>
/// Reads the rows of row groups, one row group after the other, as batches. With a filter, rows that statistics rule out are passed over; of the
/// others its columns are read first, and the rest only where a row is left.
/// </summary>
/// <param name="schema">The columns of the batches.</param>
/// <param name="columns">Reads those of them that the filter does not.</param>
/// <param name="filter">Which rows are wanted; null for all.</param>
/// <param name="index">Reads the file's page indexes.</param>
/// <param name="memory">What the read may take.</param>
internal sealed class RowGroupReader(Schema schema, ColumnSetReader columns, RowFilter? filter, PageIndexReader index, ReadMemory memory) : IDisposable
{
    private RowRanges _ranges = new();
    private int _nextRange;
    private long _rangeEnd;
    private long _row;
    private int _batchRowCount;

    // Rows that the columns read last still have to pass over: where nothing follows, they need not.
    private long _behind;

    /// <summary>Starts on a row group.</summary>
    public async ValueTask OpenAsync(RowGroupMetadata rowGroup, CancellationToken cancellationToken)
    {
        _ranges = filter is null ? RowRanges.All(rowGroup.RowCount) : await filter.Pruning.FindAsync(rowGroup, index, cancellationToken).ConfigureAwait(false);
        _nextRange = 0;
        _row = 0;
        _rangeEnd = 0;
        _behind = 0;
        if (_ranges.Count == 0)
        {
            // A row group without rows may not even have pages.
            return;
        }

        var used = _ranges.Cover(rowGroup.RowCount) ? null : index;
        _batchRowCount = await columns.OpenAsync(rowGroup, used, cancellationToken).ConfigureAwait(false);
        if (filter is not null)
        {
            _batchRowCount = Math.Min(_batchRowCount, await filter.Columns.OpenAsync(rowGroup, used, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>The next rows that are wanted, or null when the row group has no more.</summary>
    public async ValueTask<ColumnBatch?> ReadAsync(CancellationToken cancellationToken)
    {
        while (_row < _rangeEnd || await MoveToNextRangeAsync(cancellationToken).ConfigureAwait(false))
        {
            var rows = (int)Math.Min(_rangeEnd - _row, Math.Min(_batchRowCount, memory.BatchRowCount));
            _row += rows;
            var batch = filter is null
                ? await ReadAllAsync(rows, cancellationToken).ConfigureAwait(false)
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
        index.Dispose();
    }

    private async ValueTask<bool> MoveToNextRangeAsync(CancellationToken cancellationToken)
    {
        if (_nextRange == _ranges.Count)
        {
            return false;
        }

        var (start, end) = _ranges[_nextRange++];
        if (start > _row)
        {
            _behind += start - _row;
            await filter!.Columns.SkipAsync(start - _row, cancellationToken).ConfigureAwait(false);
        }

        _row = start;
        _rangeEnd = end;
        return true;
    }

    private async ValueTask<ColumnBatch> ReadAllAsync(int rowCount, CancellationToken cancellationToken)
    {
        var batch = await columns.ReadAsync(rowCount, cancellationToken).ConfigureAwait(false);
        memory.Learn(rowCount, ColumnSize.WithoutDictionaries(batch));
        return batch;
    }

    private async ValueTask<ColumnBatch?> ReadWantedAsync(RowFilter rowFilter, int rowCount, CancellationToken cancellationToken)
    {
        using var known = await rowFilter.Columns.ReadAsync(rowCount, cancellationToken).ConfigureAwait(false);
        using var all = Selection.All(rowCount);
        using var wanted = rowFilter.Expression.Select(known, all);
        memory.Learn(rowCount, ColumnSize.WithoutDictionaries(known));
        if (wanted.IsEmpty)
        {
            _behind += rowCount;
            return null;
        }

        if (_behind > 0)
        {
            await columns.SkipAsync(_behind, cancellationToken).ConfigureAwait(false);
            _behind = 0;
        }

        using var rest = await columns.ReadSelectedAsync(rowCount, wanted, cancellationToken).ConfigureAwait(false);
        memory.Learn(rowCount, ColumnSize.WithoutDictionaries(known) + (ColumnSize.WithoutDictionaries(rest) / wanted.Count * rowCount));
        using var compact = Compaction.Compact(known, wanted);
        return new ColumnBatch(schema, wanted.Count, [.. schema.Fields.Select(field => Find(field.Name, compact, rest).Share())]);
    }

    private static Column Find(string name, ColumnBatch known, ColumnBatch rest)
        => known.Schema.IndexOf(name) >= 0 ? known.Column(name) : rest.Column(name);
}
