namespace Patterns.Columnar.Parquet.Format;

/// <summary>How often a field occurs in its parent. Source: parquet.thrift, FieldRepetitionType.</summary>
internal enum Repetition
{
    Required = 0,
    Optional = 1,
    Repeated = 2,
}
