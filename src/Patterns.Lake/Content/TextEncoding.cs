using System.Text;

namespace Patterns.Lake.Content;

/// <summary>In which encoding the text of a file is written.</summary>
internal static class TextEncoding
{
    private const int Sample = 4096;

    /// <summary>
    /// Windows-1252, a superset of Latin-1's printable characters: what text that is not UTF-8 most often is, and every byte has a meaning in it.
    /// </summary>
    public static Encoding Latin { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The encoding by a byte order mark, or by zeros in every second byte; null for UTF-8, or a superset of ASCII that only the whole file shows.</summary>
    public static Encoding? Detect(ReadOnlySpan<byte> head)
        => head switch
        {
            [0xFF, 0xFE, 0, 0, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: true),
            [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => DetectByZeros(head[..Math.Min(head.Length, Sample)]),
        };

    private static UnicodeEncoding? DetectByZeros(ReadOnlySpan<byte> head)
    {
        var evenZeros = 0;
        var oddZeros = 0;
        for (var index = 0; index + 1 < head.Length; index += 2)
        {
            evenZeros += head[index] == 0 ? 1 : 0;
            oddZeros += head[index + 1] == 0 ? 1 : 0;
        }

        var most = head.Length * 2 / 5;
        return oddZeros > most && evenZeros == 0 ? new UnicodeEncoding(bigEndian: false, byteOrderMark: false)
            : evenZeros > most && oddZeros == 0 ? new UnicodeEncoding(bigEndian: true, byteOrderMark: false)
            : null;
    }
}
