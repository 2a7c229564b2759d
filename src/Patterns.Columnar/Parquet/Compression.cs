namespace Patterns.Columnar;

/// <summary>
/// How the pages of a Parquet file are compressed on writing. Reading takes every codec of the format; zstd and LZ4 are not written, for .NET has
/// no compressor for them.
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
}
