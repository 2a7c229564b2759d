using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Patterns.Columnar.Parquet.Statistics;

/// <summary>Shortens long texts to bounds: a lower one by cutting it off, an upper one by also raising its last character or byte.</summary>
internal static class BinaryBounds
{
    /// <summary>Bytes to which longer texts are cut; raising the last character may add one.</summary>
    public const int MaxByteCount = 64;

    /// <summary>A text that is not larger; the text itself when it is short enough.</summary>
    public static byte[] Lower(byte[] text, bool isUtf8) => text.Length <= MaxByteCount ? text : Cut(text, isUtf8).ToArray();

    /// <summary>A text that is not smaller; the text itself when it is short enough; null when there is none that is short.</summary>
    public static byte[]? Upper(byte[] text, bool isUtf8)
        => text.Length <= MaxByteCount ? text
            : isUtf8 ? RaiseLastCharacter(Cut(text, isUtf8))
            : RaiseLastByte(Cut(text, isUtf8));

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, bool isUtf8)
    {
        var length = MaxByteCount;
        while (isUtf8 && length > 0 && (text[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return text[..length];
    }

    private static byte[]? RaiseLastByte(ReadOnlySpan<byte> text)
    {
        var last = text.LastIndexOfAnyExcept(byte.MaxValue);
        if (last < 0)
        {
            return null;
        }

        var result = text[..(last + 1)].ToArray();
        result[last]++;
        return result;
    }

    private static byte[]? RaiseLastCharacter(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            return null;
        }

        Span<byte> raised = stackalloc byte[4];
        while (Rune.DecodeLastFromUtf8(text, out var last, out var length) == OperationStatus.Done)
        {
            text = text[..^length];
            if (last.Value < 0x10FFFF)
            {
                // The code points of surrogates are no characters; the order of UTF-8 bytes is that of code points.
                var next = new Rune(last.Value == 0xD7FF ? 0xE000 : last.Value + 1);
                return [.. text, .. raised[..next.EncodeToUtf8(raised)]];
            }
        }

        return null;
    }
}
