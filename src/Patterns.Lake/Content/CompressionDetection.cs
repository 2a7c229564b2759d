using Patterns.Lake.Formats;

namespace Patterns.Lake.Content;

/// <summary>Recognises compression by the first bytes of a file.</summary>
/// <remarks>Sources: RFC 1952 (gzip), RFC 8878 (zstandard), APPNOTE.TXT 4.3.7 (zip), the file formats of bzip2, xz and lz4.</remarks>
internal static class CompressionDetection
{
    /// <summary>The most bytes that are looked at.</summary>
    public const int HeadLength = 8;

    public static Compression Of(ReadOnlySpan<byte> head, string path) => head switch
    {
        [0x1F, 0x8B, ..] => Compression.Gzip,
        [(byte)'P', (byte)'K', 3, 4, ..] => Compression.Zip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Compression.Zstandard,
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, ..] => Compression.Bzip2,
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => Compression.Xz,
        [0x04, 0x22, 0x4D, 0x18, ..] => Compression.Lz4,
        _ => FileName.CompressionOf(path) == ".br" ? Compression.Brotli : Compression.None,
    };
}
