namespace Patterns.Columnar.Expressions.Functions;

/// <summary>Cuts pieces out of UTF-8 texts, counting characters from 1 as SQL does.</summary>
internal static class TextPieces
{
    private const int MaxBytes = 1 << 24;

    /// <summary>Characters from a position on; a position below zero counts from the end, zero means the first one.</summary>
    public static ReadOnlySpan<byte> Substring(ReadOnlySpan<byte> text, int position, int length)
    {
        long start = position > 0 ? position - 1 : position < 0 ? (long)Characters.Count(text) + position : 0;
        var end = start + length;
        if (length <= 0 || end <= 0 || start >= text.Length)
        {
            return default;
        }

        var first = Characters.Offset(text, (int)Math.Max(start, 0));
        var count = (int)Math.Min(end - Math.Max(start, 0), int.MaxValue);
        return text.Slice(first, Characters.Offset(text[first..], count));
    }

    /// <summary>The last characters.</summary>
    public static ReadOnlySpan<byte> Right(ReadOnlySpan<byte> text, int count)
        => count <= 0 ? default : text[Characters.Offset(text, Math.Max(Characters.Count(text) - count, 0))..];

    /// <summary>A part between separators, counted from 1 or from -1 backwards; empty when there is no such part.</summary>
    public static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> text, ReadOnlySpan<byte> separator, int number)
    {
        if (separator.IsEmpty)
        {
            return number is 1 or -1 ? text : default;
        }

        for (; number > 1; number--)
        {
            var found = text.IndexOf(separator);
            if (found < 0)
            {
                return default;
            }

            text = text[(found + separator.Length)..];
        }

        for (; number < -1; number++)
        {
            var found = text.LastIndexOf(separator);
            if (found < 0)
            {
                return default;
            }

            text = text[..found];
        }

        var end = number > 0 ? text.IndexOf(separator) : text.LastIndexOf(separator);
        return end < 0 ? text : number > 0 ? text[..end] : text[(end + separator.Length)..];
    }

    /// <summary>Without characters of a set at one end or at both.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text, ReadOnlySpan<byte> set, bool atStart, bool atEnd)
    {
        while (atStart && !text.IsEmpty && Contains(set, text[..Characters.Length(text)]))
        {
            text = text[Characters.Length(text)..];
        }

        while (atEnd && !text.IsEmpty && Contains(set, text[Characters.LastStart(text)..]))
        {
            text = text[..Characters.LastStart(text)];
        }

        return text;
    }

    /// <summary>The 1-based position in characters of a text in another one from a 1-based position on; 0 when it is not found.</summary>
    public static int Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> search, int position)
    {
        if (position < 1)
        {
            return 0;
        }

        var start = Characters.Offset(text, position - 1);
        if (start == text.Length && position - 1 > Characters.Count(text))
        {
            return 0;
        }

        var found = text[start..].IndexOf(search);
        return found < 0 ? 0 : Characters.Count(text[..(start + found)]) + 1;
    }

    /// <summary>Refuses to make a text that is larger than any use.</summary>
    public static void RequireRoom(RowArguments arguments, int row, long byteCount)
    {
        if (byteCount > MaxBytes)
        {
            throw arguments.Failure(row, $"the text would grow beyond {MaxBytes} bytes.");
        }
    }

    private static bool Contains(ReadOnlySpan<byte> set, ReadOnlySpan<byte> character) => set.IndexOf(character) >= 0;
}
