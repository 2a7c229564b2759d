namespace Patterns.Lake.Formats;

/// <summary>What a format is recognised by: the name of a file and its first bytes, decompressed and as UTF-8 (a byte order mark is kept).</summary>
/// <param name="path">Path of the file in its store.</param>
/// <param name="bytes">The first bytes, at most <see cref="MaxLength"/>.</param>
/// <param name="isWhole">Whether these are all bytes of the file.</param>
internal sealed class FileHead(string path, ReadOnlyMemory<byte> bytes, bool isWhole)
{
    /// <summary>The most bytes that a head holds.</summary>
    public const int MaxLength = 256 << 10;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public string Path { get; } = path;

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public bool IsWhole { get; } = isWhole;

    /// <summary>The bytes behind a byte order mark, if there is one.</summary>
    public ReadOnlySpan<byte> Text => Bytes.Span.StartsWith(ByteOrderMark) ? Bytes.Span[ByteOrderMark.Length..] : Bytes.Span;

    /// <summary>Length of the byte order mark: 3 or 0.</summary>
    public int ByteOrderMarkLength => Bytes.Length - Text.Length;

    /// <summary>The last extension in lower case with its point and without one that stands for compression, such as <c>.csv</c>; or empty.</summary>
    public string Extension => FileName.ExtensionOf(Path);
}
