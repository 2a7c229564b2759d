using Patterns.Columnar;
using Patterns.Lake.Formats.Json.Appenders;

namespace Patterns.Lake.Formats.Json;

/// <summary>Turns records into the rows of batches.</summary>
internal sealed class JsonBatchHandler : JsonRecordHandler, IDisposable
{
    /// <summary>Bytes of records after which a batch is full, so that long records do not make huge batches.</summary>
    private const long MaxBatchBytes = 64 << 20;

    private readonly ReadPlan _plan;
    private readonly bool _recordsAreObjects;
    private readonly ColumnBuilder[] _builders;
    private readonly JsonPlace _record;
    private long _byteCount;

    public JsonBatchHandler(ReadPlan plan, bool recordsAreObjects)
    {
        _plan = plan;
        _recordsAreObjects = recordsAreObjects;
        _builders = [.. plan.Columns.Select(static column => ColumnBuilder.Create(column.Value.Type))];
        _record = new JsonAppenderFactory(plan.NullSpellings).CreateRecord(plan.Columns, _builders, recordsAreObjects);
    }

    /// <summary>Rows that are kept.</summary>
    public int RowCount { get; private set; }

    public override bool IsFull => RowCount >= _plan.BatchRows || _byteCount >= MaxBatchBytes;

    public override bool Read(ref JsonCursor cursor) => JsonFormat.CheckKind(ref cursor, _recordsAreObjects) && _record.Read(ref cursor);

    public override void Keep(ReadOnlySpan<byte> record, RecordPosition position)
    {
        RowCount++;
        _byteCount += record.Length;
    }

    public override void Undo()
    {
        foreach (var builder in _builders)
        {
            builder.Truncate(RowCount);
        }
    }

    /// <summary>Hands the rows over to the caller.</summary>
    public ColumnBatch TakeBatch()
    {
        var batch = new ColumnBatch(_plan.Schema, RowCount, [.. _builders.Select(static builder => builder.Build())]);
        RowCount = 0;
        _byteCount = 0;
        return batch;
    }

    public void Dispose()
    {
        foreach (var builder in _builders)
        {
            builder.Dispose();
        }
    }
}
