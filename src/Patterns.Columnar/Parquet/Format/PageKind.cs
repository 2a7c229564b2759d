namespace Patterns.Columnar.Parquet.Format;

/// <summary>What a page holds. Source: parquet.thrift, PageType.</summary>
internal enum PageKind
{
    Data = 0,
    Index = 1,
    Dictionary = 2,
    DataV2 = 3,
}
