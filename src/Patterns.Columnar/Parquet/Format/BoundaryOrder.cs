namespace Patterns.Columnar.Parquet.Format;

/// <summary>How the bounds of a chunk's pages follow each other, pages of nulls left out. Source: parquet.thrift, BoundaryOrder.</summary>
internal enum BoundaryOrder
{
    Unordered = 0,
    Ascending = 1,
    Descending = 2,
}
