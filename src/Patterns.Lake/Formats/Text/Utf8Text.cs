using System.Buffers;
using System.Text;

namespace Patterns.Lake.Formats.Text;

/// <summary>Finds what is wrong with bytes that are not UTF-8.</summary>
internal static class Utf8Text
{
    /// <summary>The 0-based position of the first byte that does not belong to a character, or the length of the text.</summary>
    public static int ValidLength(ReadOnlySpan<byte> text)
    {
        var position = 0;
        while (position < text.Length && Rune.DecodeFromUtf8(text[position..], out _, out var length) == OperationStatus.Done)
        {
            position += length;
        }

        return position;
    }
}
