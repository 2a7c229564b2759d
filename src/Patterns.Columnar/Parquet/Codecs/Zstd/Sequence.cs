namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>Copy so many literals, then repeat so many bytes.</summary>
/// <param name="LiteralLength">0 or more.</param>
/// <param name="MatchLength">3 or more.</param>
/// <param name="OffsetValue">1 for the offset of the sequence before, else the offset plus 3. Source: RFC 8878, section 3.1.1.5.</param>
internal readonly record struct Sequence(int LiteralLength, int MatchLength, int OffsetValue);
