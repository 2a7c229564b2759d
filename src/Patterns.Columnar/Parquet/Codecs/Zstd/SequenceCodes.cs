namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>What the codes of sequences stand for, and the tables used where a block brings none. Source: RFC 8878, section 3.1.1.3.2.</summary>
internal static class SequenceCodes
{
    public const int MaxLiteralCode = 35;
    public const int MaxMatchCode = 52;
    public const int MaxOffsetCode = 31;
    public const int LiteralAccuracy = 9;
    public const int MatchAccuracy = 9;
    public const int OffsetAccuracy = 8;
    public const int DefaultLiteralAccuracy = 6;
    public const int DefaultMatchAccuracy = 6;
    public const int DefaultOffsetAccuracy = 5;

    public static ReadOnlySpan<int> LiteralBases =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536,
    ];

    public static ReadOnlySpan<byte> LiteralBits =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
    ];

    public static ReadOnlySpan<int> MatchBases =>
    [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 37, 39, 41, 43, 47, 51, 59,
        67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771, 65539,
    ];

    public static ReadOnlySpan<byte> MatchBits =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13,
        14, 15, 16,
    ];

    public static ReadOnlySpan<short> DefaultLiterals =>
    [
        4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1,
    ];

    public static ReadOnlySpan<short> DefaultMatches =>
    [
        1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1,
        -1, -1, -1,
    ];

    public static ReadOnlySpan<short> DefaultOffsets =>
    [
        1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1,
    ];
}
