namespace Patterns.Lake.Content;

/// <summary>How the bytes of a file are compressed. What the bytes say counts, not the name; only brotli has no mark of its own.</summary>
internal enum Compression
{
    None,
    Gzip,
    Brotli,
    Zip,
    Zstandard,
    Bzip2,
    Xz,
    Lz4,
}
