namespace Patterns.Columnar;

/// <summary>
/// How the pages of a Parquet file are compressed on writing. Reading takes every codec of the format; LZ4 is not written.
/// </summary>
public enum Compression
{
    /// <summary>Stored as they are.</summary>
    Uncompressed,

    /// <summary>Snappy: fast in both directions, read by everything.</summary>
    Snappy,

    /// <summary>gzip: smaller than snappy and several times slower to write.</summary>
    Gzip,

    /// <summary>brotli: the smallest and the slowest to write; few readers besides DuckDB, Arrow and Spark know it.</summary>
    Brotli,

    /// <summary>zstd at a simple level: smaller than snappy, faster to write than gzip, read by everything of today.</summary>
    Zstd,
}
