using Patterns.Benchmarks.Compare;

namespace Patterns.Benchmarks.Columnar;

/// <summary>The engine beside DuckDB.</summary>
internal static class ColumnarSuite
{
    public static CompareSuite Suite { get; } = new(
        "columnar",
        ParquetScan.AllColumns,
        ParquetScan.ThreeColumns,
        ParquetScan.OnePercent,
        ParquetWrite.Time,
        ParquetWrite.Size,
        RowsToColumns.Case);
}
