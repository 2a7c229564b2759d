using Patterns.Columnar;

namespace Patterns.Lake.Formats.Logs;

/// <summary>Makes batches of the lines of a log.</summary>
internal sealed class LogDecoder : RecordDecoder
{
    private readonly LogBatchHandler _handler;
    private readonly LogLineReader _reader;

    public LogDecoder(LogPattern pattern, ReadPlan plan, RecordContext context)
    {
        _handler = new LogBatchHandler(plan);
        _reader = new LogLineReader(pattern, context, _handler);
    }

    public override int BatchRowCount => _handler.RowCount;

    public override bool IsBatchFull => _handler.IsFull;

    public override int Consume(ReadOnlySpan<byte> window, bool isFinal)
    {
        var consumed = _reader.Consume(window, isFinal);
        RowsRead = _reader.RowsRead;
        RowsSetAside = _reader.RowsSetAside;
        return consumed;
    }

    public override ColumnBatch TakeBatch() => _handler.TakeBatch();

    public override void Dispose()
    {
        _handler.Dispose();
        base.Dispose();
    }
}
