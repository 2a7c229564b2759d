using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Collects the rows of one row group after the other.</summary>
internal sealed class RowGroupWriter : IDisposable
{
    // Rows appended between two looks at how many bytes are held.
    private const int StepRowCount = 16_384;

    private readonly ParquetWriterOptions _options;
    private readonly LeafWriter[] _leaves;

    public RowGroupWriter(IEnumerable<FieldShape> shapes, ParquetWriterOptions options)
    {
        _options = options;
        var compressor = new PageCompressor(options.Compression);
        _leaves = [.. shapes.Select(shape => LeafWriters.Create((LeafShape)shape, options, compressor))];
        Reset();
    }

    public IReadOnlyList<LeafWriter> Leaves => _leaves;

    public int RowCount { get; private set; }

    /// <summary>Whether the row group is to be written before further rows are appended.</summary>
    public bool IsFull => RowCount >= _options.RowGroupRowLimit || _leaves.Sum(static leaf => leaf.BufferedByteCount) >= _options.RowGroupByteLimit;

    /// <summary>Appends rows and returns how many; not more than the row group takes.</summary>
    public int Append(ColumnBatch batch, int start)
    {
        var count = Math.Min(StepRowCount, Math.Min(batch.RowCount - start, _options.RowGroupRowLimit - RowCount));
        for (var index = 0; index < _leaves.Length; index++)
        {
            _leaves[index].Append(batch.Columns[index], start, count);
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
        => _leaves.ToDictionary(static leaf => leaf.Node.DottedPath, leaf => leaf.FileStatistics(rowCount), StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var leaf in _leaves)
        {
            leaf.Dispose();
        }
    }
}
