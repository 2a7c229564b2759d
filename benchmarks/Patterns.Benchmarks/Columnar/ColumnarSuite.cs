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
        GroupBy.Text,
        GroupBy.Codes,
        GroupBy.ManyKeys,
        Aggregations.Q1,
        Aggregations.Q6,
        Aggregations.FewGroups,
        Aggregations.ThousandGroups,
        Aggregations.TenthGroups,
        Aggregations.ManyGroups,
        Aggregations.DistinctIntegers,
        Aggregations.DistinctTexts,
        Aggregations.DistinctPerGroup,
        Aggregations.ApproximateDistinct,
        Aggregations.Quantiles,
        Aggregations.Like,
        Expressions.LikePieces,
        Expressions.LikeEnds,
        Expressions.Choice,
        Expressions.Texts,
        Joins.Dense,
        Joins.Spread,
        Joins.Text,
        Sorts.Top,
        Sorts.TopAmounts,
        RowsToColumns.Case);
}
