namespace Patterns.Columnar.Parquet.Format;

/// <summary>The unit of a time. Source: parquet.thrift, TimeUnit.</summary>
internal enum TimeUnit
{
    Milliseconds = 1,
    Microseconds = 2,
    Nanoseconds = 3,
}
