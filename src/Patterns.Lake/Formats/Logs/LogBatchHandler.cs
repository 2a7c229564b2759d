using System.Text;
using Patterns.Columnar;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Logs;

/// <summary>Turns lines into the rows of batches.</summary>
internal sealed class LogBatchHandler : LogRowHandler, IDisposable
{
    /// <summary>Bytes of lines after which a batch is full, so that long lines do not make huge batches.</summary>
    private const long MaxBatchBytes = 64 << 20;

    private readonly ReadPlan _plan;
    private readonly ColumnBuilder[] _builders;
    private readonly CellWriter[] _writers;
    private readonly Dictionary<byte[], int> _columns = new(Utf8NameComparer.Instance);
    private long _byteCount;

    public LogBatchHandler(ReadPlan plan)
    {
        _plan = plan;
        _builders = [.. plan.Columns.Select(static column => ColumnBuilder.Create(column.Value.Type))];
        _writers = [.. plan.Columns.Zip(_builders, (column, builder) => CellWriter.Create(column.Value, builder, plan.NullSpellings))];
        foreach (var column in plan.Columns)
        {
            _columns.Add(Encoding.UTF8.GetBytes(column.Name), _columns.Count);
        }
    }

    /// <summary>Rows that are kept.</summary>
    public int RowCount { get; private set; }

    public override bool IsFull => RowCount >= _plan.BatchRows || _byteCount >= MaxBatchBytes;

    public override string? Take(LogRow row, ReadOnlySpan<byte> line, RecordPosition position)
    {
        foreach (ref readonly var field in row.Fields)
        {
            if (_columns.TryGetValue(field.Name, out var column) && !TryAppend(column, field, row.Text(field, line)))
            {
                var reason = $"column '{_plan.Columns[column].Name}' is {_plan.Columns[column].Value.Type}, which cannot hold {LineText.Found(row.Text(field, line))}";
                Truncate();
                return reason;
            }
        }

        RowCount++;
        _byteCount += line.Length;
        foreach (var builder in _builders)
        {
            builder.AppendNulls(RowCount - builder.Length);
        }

        return null;
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

    private bool TryAppend(int column, in LogField field, ReadOnlySpan<byte> text)
    {
        if (field.Kind != LogFieldKind.Null)
        {
            return _writers[column].TryAppend(text);
        }

        _builders[column].AppendNull();
        return true;
    }

    private void Truncate()
    {
        foreach (var builder in _builders)
        {
            builder.Truncate(RowCount);
        }
    }
}
