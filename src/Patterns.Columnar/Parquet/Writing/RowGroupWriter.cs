using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Collects the rows of one row group after the other.</summary>
internal sealed class RowGroupWriter : IDisposable
{
    // Rows appended between two looks at how many bytes are held; fewer where a row can have any number of elements.
    private const int FlatStepRowCount = 16_384;
    private const int NestedStepRowCount = 256;

    private readonly ParquetWriterOptions _options;
    private readonly FieldWriter[] _fields;
    private readonly LeafWriter[] _leaves;
    private readonly LeafShape[] _flatLeaves;
    private readonly LevelEntries _rows = new();
    private readonly int _stepRowCount;

    public RowGroupWriter(IReadOnlyList<FieldShape> shapes, ParquetWriterOptions options)
    {
        _options = options;
        var compressor = new PageCompressor(options.Compression);
        _fields = [.. shapes.Select(shape => FieldWriter.Create(shape, options, compressor))];
        _leaves = [.. _fields.SelectMany(static field => field.Leaves)];
        _flatLeaves = [.. shapes.SelectMany(static shape => shape.FlatLeaves)];
        _stepRowCount = _flatLeaves.Length == _leaves.Length ? FlatStepRowCount : NestedStepRowCount;
        Reset();
    }

    public IReadOnlyList<LeafWriter> Leaves => _leaves;

    public int RowCount { get; private set; }

    /// <summary>Whether the row group is to be written before further rows are appended.</summary>
    public bool IsFull => RowCount >= _options.RowGroupRowLimit || _leaves.Sum(static leaf => leaf.BufferedByteCount) >= _options.RowGroupByteLimit;

    /// <summary>Appends rows and returns how many; not more than the row group takes.</summary>
    public int Append(ColumnBatch batch, int start)
    {
        var count = Math.Min(_stepRowCount, Math.Min(batch.RowCount - start, _options.RowGroupRowLimit - RowCount));
        _rows.Clear();
        for (var index = 0; index < _fields.Length; index++)
        {
            if (_fields[index] is LeafFieldWriter flat)
            {
                flat.Leaves.Single().Append(batch.Columns[index], start, count);
            }
            else
            {
                _fields[index].Append(batch.Columns[index], RowEntries(start, count), count);
            }
        }

        RowCount += count;
        return count;
    }

    /// <summary>Starts the next row group.</summary>
    public void Reset()
    {
        RowCount = 0;
        foreach (var leaf in _leaves)
        {
            leaf.Open();
        }
    }

    public Dictionary<string, ColumnStatistics> FileStatistics(long rowCount)
        => _flatLeaves.ToDictionary(
            static shape => shape.Leaf.DottedPath,
            shape => _leaves[shape.Leaf.LeafIndex].FileStatistics(rowCount),
            StringComparer.Ordinal);

    public void Dispose()
    {
        _rows.Dispose();
        foreach (var field in _fields)
        {
            field.Dispose();
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
