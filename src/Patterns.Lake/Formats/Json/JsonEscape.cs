using System.Buffers.Text;
using System.Text;

namespace Patterns.Lake.Formats.Json;

/// <summary>The escapes of JSON strings (RFC 8259, section 7).</summary>
internal static class JsonEscape
{
    private const int UnicodeLength = 6;

    /// <summary>Whether a backslash and this byte are an escape.</summary>
    public static bool IsSimple(byte character) => Simple(character) != 0;

    /// <summary>Steps over one escape, or two that are a surrogate pair.</summary>
    /// <param name="text">The text around it.</param>
    /// <param name="position">At the backslash before, behind the escape after; at a fault, at what is wrong.</param>
    /// <param name="fault">What is wrong.</param>
    public static bool TrySkip(ReadOnlySpan<byte> text, ref int position, out JsonFault fault)
    {
        fault = JsonFault.None;
        if (position + 1 >= text.Length)
        {
            position = text.Length;
            fault = JsonFault.Truncated;
            return false;
        }

        if (text[position + 1] != 'u')
        {
            var isKnown = Simple(text[position + 1]) != 0;
            position += isKnown ? 2 : 0;
            fault = isKnown ? JsonFault.None : JsonFault.BadEscape;
            return isKnown;
        }

        return TrySkipUnicode(text, ref position, out fault);
    }

    /// <summary>Writes the text that a string stands for.</summary>
    /// <param name="raw">The text between the quotes, which a <see cref="JsonCursor"/> has accepted.</param>
    /// <param name="destination">At least as long as <paramref name="raw"/>, for no escape is shorter than what it stands for.</param>
    /// <returns>Bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        var written = 0;
        while (raw.IndexOf((byte)'\\') is var plain and >= 0)
        {
            raw[..plain].CopyTo(destination[written..]);
            written += plain;
            raw = raw[plain..];
            var consumed = 2;
            if (Simple(raw[1]) is var simple and not 0)
            {
                destination[written++] = simple;
            }
            else
            {
                written += UnescapeUnicode(raw, out consumed).EncodeToUtf8(destination[written..]);
            }

            raw = raw[consumed..];
        }

        raw.CopyTo(destination[written..]);
        return written + raw.Length;
    }

    private static Rune UnescapeUnicode(ReadOnlySpan<byte> raw, out int consumed)
    {
        _ = TryUnit(raw, 0, out var unit);
        consumed = UnicodeLength;
        if (!char.IsSurrogate(unit))
        {
            return new Rune(unit);
        }

        _ = TryUnit(raw, UnicodeLength, out var low);
        consumed += UnicodeLength;
        return new Rune(unit, low);
    }

    private static bool TrySkipUnicode(ReadOnlySpan<byte> text, ref int position, out JsonFault fault)
    {
        fault = TryUnit(text, position, out var unit);
        if (fault == JsonFault.None && char.IsSurrogate(unit))
        {
            fault = TryLowSurrogate(text, position + UnicodeLength, unit);
            position += fault == JsonFault.None ? UnicodeLength : 0;
        }

        position += fault == JsonFault.None ? UnicodeLength : 0;
        return fault == JsonFault.None;
    }

    private static JsonFault TryLowSurrogate(ReadOnlySpan<byte> text, int position, char high)
    {
        var fault = TryUnit(text, position, out var low);
        return fault == JsonFault.BadEscape || (fault == JsonFault.None && !char.IsSurrogatePair(high, low)) ? JsonFault.LoneSurrogate : fault;
    }

    /// <summary>The UTF-16 code unit of <c>\uXXXX</c> at a position.</summary>
    private static JsonFault TryUnit(ReadOnlySpan<byte> text, int position, out char unit)
    {
        unit = default;
        var escape = text.Slice(position, Math.Min(UnicodeLength, text.Length - position));
        for (var index = 0; index < escape.Length; index++)
        {
            var isExpected = index switch { 0 => escape[0] == '\\', 1 => escape[1] == 'u', _ => char.IsAsciiHexDigit((char)escape[index]) };
            if (!isExpected)
            {
                return JsonFault.BadEscape;
            }
        }

        _ = Utf8Parser.TryParse(escape[Math.Min(2, escape.Length)..], out ushort value, out _, 'x');
        unit = (char)value;
        return escape.Length == UnicodeLength ? JsonFault.None : JsonFault.Truncated;
    }

    /// <summary>What a two-byte escape stands for, or zero.</summary>
    private static byte Simple(byte character) => character switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' => character,
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => 0,
    };
}
