using Patterns.Columnar;
using Patterns.Lake.Formats.Text;

namespace Patterns.Lake.Formats.Json;

/// <summary>Makes batches of the records of a JSON file.</summary>
internal sealed class JsonDecoder : RecordDecoder
{
    private readonly JsonBatchHandler _handler;
    private readonly RecordReader _reader;

    public JsonDecoder(JsonFormat format, ReadPlan plan, RecordContext context)
    {
        _handler = new JsonBatchHandler(plan, format.RecordsAreObjects);
        _reader = format.CreateReader(context, _handler);
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
