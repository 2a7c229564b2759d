using Patterns.Columnar;

namespace Patterns.Lake.Formats.Csv;

/// <summary>Makes batches of a delimited file, column by column within a group of rows.</summary>
internal sealed class CsvDecoder : RecordDecoder
{
    private readonly ReadPlan _plan;
    private readonly OrderedSetAside _setAside;
    private readonly CsvRowReader _reader;
    private readonly CsvColumn[] _columns;
    private readonly bool[] _isRefused;
    private int _batchRowCount;
    private long _rowsAccepted;
    private long _rowsRefused;

    public CsvDecoder(CsvFormat format, ReadPlan plan, RecordContext context)
    {
        _plan = plan;
        _setAside = new OrderedSetAside(context.SetAside);
        _reader = new CsvRowReader(format, context.With(_setAside));
        _columns = [.. plan.Columns.Select(column => CsvColumn.Create(column, format, plan.NullSpellings, _reader.Rows.Capacity))];
        _isRefused = new bool[_reader.Rows.Capacity];
    }

    public override int BatchRowCount => _batchRowCount;

    public override bool IsBatchFull => _batchRowCount >= _plan.BatchRows;

    public override int Consume(ReadOnlySpan<byte> window, bool isFinal)
    {
        var consumed = 0;
        while (consumed < window.Length && _batchRowCount < _plan.BatchRows)
        {
            var rest = window[consumed..];
            var read = _reader.Read(rest, isFinal, _plan.BatchRows - _batchRowCount);
            if (read == 0)
            {
                break;
            }

            consumed += read;
            Append(rest);
        }

        RowsSetAside = _reader.RowsSetAside + _rowsRefused;
        RowsRead = _rowsAccepted + RowsSetAside;
        return consumed;
    }

    public override ColumnBatch TakeBatch()
    {
        var batch = new ColumnBatch(_plan.Schema, _batchRowCount, [.. _columns.Select(static column => column.Build())]);
        _batchRowCount = 0;
        return batch;
    }

    public override void Dispose()
    {
        foreach (var column in _columns)
        {
            column.Dispose();
        }

        base.Dispose();
    }

    private void Append(ReadOnlySpan<byte> window)
    {
        var rows = _reader.Rows;
        if (!TryConvert(window, rows))
        {
            rows.Remove(_isRefused);
            _ = TryConvert(window, rows);
        }

        _setAside.Flush();
        foreach (var column in _columns)
        {
            column.Append(window, rows);
        }

        _batchRowCount += rows.Count;
        _rowsAccepted += rows.Count;
    }

    /// <summary>Converts the cells of all rows; false when rows were refused, which are then marked and set aside.</summary>
    private bool TryConvert(ReadOnlySpan<byte> window, CsvRows rows)
    {
        var isRefused = false;
        foreach (var column in _columns)
        {
            for (var row = column.Convert(window, rows, 0); row >= 0; row = column.Convert(window, rows, row + 1))
            {
                if (!isRefused)
                {
                    isRefused = true;
                    _isRefused.AsSpan().Clear();
                }

                if (!_isRefused[row])
                {
                    _isRefused[row] = true;
                    _rowsRefused++;
                    _setAside.SetAside(_reader.Position(row), column.Refusal(rows.Field(window, row, column.FieldIndex)), rows.Row(window, row));
                }
            }
        }

        return !isRefused;
    }
}
