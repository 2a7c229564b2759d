using System.Text;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>Characters (code points) of UTF-8 text.</summary>
internal static class Characters
{
    /// <summary>The number of characters.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text))
        {
            return text.Length;
        }

        var count = 0;
        foreach (var value in text)
        {
            count += IsContinuation(value) ? 0 : 1;
        }

        return count;
    }

    /// <summary>The position in bytes of a character; the length of the text when it has no more than that many.</summary>
    public static int Offset(ReadOnlySpan<byte> text, int character)
    {
        if (character <= 0)
        {
            return 0;
        }

        // As long as there are only bytes of one-byte characters, characters are bytes.
        var head = text[..Math.Min(character, text.Length)];
        return Ascii.IsValid(head) ? head.Length : OffsetSlow(text, character);
    }

    /// <summary>The number of bytes of the first character of a text that is not empty.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        var length = 1;
        while (length < text.Length && IsContinuation(text[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>The position in bytes of the last character of a text that is not empty.</summary>
    public static int LastStart(ReadOnlySpan<byte> text)
    {
        var start = text.Length - 1;
        while (start > 0 && IsContinuation(text[start]))
        {
            start--;
        }

        return start;
    }

    private static int OffsetSlow(ReadOnlySpan<byte> text, int character)
    {
        var offset = 0;
        for (; character > 0 && offset < text.Length; character--)
        {
            offset += Length(text[offset..]);
        }

        return offset;
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
