namespace Patterns.Columnar;

/// <summary>What a completed Parquet file holds.</summary>
/// <param name="RowCount">Rows.</param>
/// <param name="ByteCount">Bytes of the whole file.</param>
/// <param name="Columns">
/// Statistics of each column over the whole file by its name; fields of structs by dotted names, columns inside lists and maps not at all, nor two of one name.
/// Bounds are values that occur, whole and not shortened; they are null where there is no value, or where a floating-point column has a NaN.
/// </param>
public sealed record ParquetWriteSummary(long RowCount, long ByteCount, IReadOnlyDictionary<string, ColumnStatistics> Columns);
