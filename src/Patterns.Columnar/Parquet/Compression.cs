namespace Patterns.Columnar;

/// <summary>How the pages of a Parquet file are compressed on writing. Reading takes every codec of the format.</summary>
public enum Compression
{
    /// <summary>Stored as they are.</summary>
    Uncompressed,

    /// <summary>Snappy: fast in both directions, read by everything.</summary>
    Snappy,
}
