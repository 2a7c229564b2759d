using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Collects the rows of a row group and encodes its columns side by side.</summary>
internal sealed class RowGroupWriter : IDisposable
{
    // Rows appended between two looks at how many bytes are held.
    private const int StepRowCount = 16_384;
    private const long StepByteCount = 16 << 20;

    // Row groups of fewer bytes are encoded at once, without the help of other threads.
    private const long LeastSharedByteCount = 256 << 10;

    private readonly ParquetWriterOptions _options;
    private readonly FieldWriter[] _fields;
    private readonly LeafWriter[] _leaves;
    private readonly LevelEntries _rows = new();

    public RowGroupWriter(IReadOnlyList<FieldShape> shapes, WriterContext context)
    {
        _options = context.Options;
        _fields = [.. shapes.Select(shape => FieldWriter.Create(shape, context))];
        _leaves = [.. _fields.SelectMany(static field => field.Leaves)];
    }

    public int RowCount { get; private set; }

    /// <summary>Whether the row group is to be written before further rows are appended.</summary>
    public bool IsFull => RowCount >= _options.RowGroupRowLimit || ByteCount >= _options.RowGroupByteLimit;

    /// <summary>Bytes held.</summary>
    public long ByteCount => _leaves.Sum(static leaf => leaf.ByteCount);

    /// <summary>Appends rows and returns how many: not more than the row group takes, and none if it is better written first.</summary>
    public int Append(ColumnBatch batch, int start)
    {
        var (count, byteCount) = Step(batch, start);
        if (RowCount > 0 && byteCount > StepByteCount && ByteCount + byteCount > _options.RowGroupByteLimit)
        {
            return 0;
        }

        _rows.Clear();
        for (var index = 0; index < _fields.Length; index++)
        {
            if (_fields[index] is LeafFieldWriter flat)
            {
                flat.Leaf.Append(batch.Columns[index], start, count);
            }
            else
            {
                _fields[index].Append(batch.Columns[index], RowEntries(start, count));
            }
        }

        RowCount += count;
        return count;
    }

    /// <summary>Starts the encoding of all columns; nothing can be appended until <see cref="Clear"/>.</summary>
    /// <returns>One per leaf, in the order of the schema.</returns>
    public Task<EncodedChunk>[] Encode()
    {
        if (ByteCount < LeastSharedByteCount)
        {
            return Array.ConvertAll(_leaves, static leaf => Task.FromResult(leaf.Encode()));
        }

        // The largest first, so that no thread is left alone with one at the end.
        var result = new Task<EncodedChunk>[_leaves.Length];
        foreach (var index in Enumerable.Range(0, _leaves.Length).OrderByDescending(index => _leaves[index].ByteCount))
        {
            var leaf = _leaves[index];
            result[index] = Task.Run(leaf.Encode);
        }

        return result;
    }

    /// <summary>Starts the next row group.</summary>
    public void Clear()
    {
        RowCount = 0;
        Array.ForEach(_leaves, static leaf => leaf.Clear());
    }

    public void Dispose()
    {
        _rows.Dispose();
        Array.ForEach(_fields, static field => field.Dispose());
    }

    /// <summary>The next rows that are appended together, and the bytes that they take at most.</summary>
    private (int RowCount, long ByteCount) Step(ColumnBatch batch, int start)
    {
        var count = Math.Min(StepRowCount, Math.Min(batch.RowCount - start, _options.RowGroupRowLimit - RowCount));
        while (true)
        {
            var byteCount = 0L;
            foreach (var column in batch.Columns)
            {
                byteCount += ColumnBytes.Of(column, start, count);
            }

            if (count <= 1 || byteCount <= Math.Min(StepByteCount, _options.RowGroupByteLimit))
            {
                return (count, byteCount);
            }

            count >>= 1;
        }
    }

    private LevelEntries RowEntries(int start, int count)
    {
        if (_rows.Count == 0)
        {
            for (var row = start; row < start + count; row++)
            {
                _rows.Append(repetition: 0, definition: 0, row);
            }
        }

        return _rows;
    }
}
