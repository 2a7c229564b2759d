using Patterns.Columnar.Parquet;
using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar;

/// <summary>Some consecutive rows of a Parquet file, stored column by column: the unit in which threads can share the reading of a file. Immutable.</summary>
public sealed class ParquetRowGroup
{
    private readonly Lazy<IReadOnlyDictionary<string, ColumnStatistics>> _statistics;

    internal ParquetRowGroup(int index, RowGroupMetadata metadata, Func<RowGroupMetadata, IReadOnlyDictionary<string, ColumnStatistics>> readStatistics)
    {
        Index = index;
        Metadata = metadata;
        CompressedByteCount = Sum(metadata);
        _statistics = new(() => readStatistics(metadata));
    }

    /// <summary>0-based position in the file.</summary>
    public int Index { get; }

    /// <summary>The number of rows.</summary>
    public long RowCount => Metadata.RowCount;

    /// <summary>Bytes of all columns as stored.</summary>
    public long CompressedByteCount { get; }

    /// <summary>Bytes of all columns after decompression, still encoded.</summary>
    public long ByteCount => Metadata.ByteCount;

    /// <summary>
    /// What the file says of the values of each column, by its name; fields of structs by dotted names, columns inside lists and maps not at
    /// all, nor two leaves of one name. A column of which nothing is known has statistics with only the number of rows.
    /// </summary>
    public IReadOnlyDictionary<string, ColumnStatistics> Statistics => _statistics.Value;

    internal RowGroupMetadata Metadata { get; }

    private static long Sum(RowGroupMetadata metadata)
    {
        var sum = 0L;
        foreach (var column in metadata.Columns)
        {
            sum = column.CompressedByteCount >= 0 && column.CompressedByteCount <= long.MaxValue - sum
                ? sum + column.CompressedByteCount
                : throw new CorruptDataException($"a column chunk of {column.CompressedByteCount} bytes");
        }

        return sum;
    }
}
