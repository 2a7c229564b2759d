using System.Globalization;
using System.Text;

namespace Patterns.Lake.Formats.Json;

/// <summary>Says what is wrong with a record in words for a person.</summary>
internal static class JsonFaultText
{
    private const int MaxExcerptBytes = 40;

    /// <summary>A sentence without a full stop, with the position in the record.</summary>
    /// <param name="cursor">The cursor at the fault.</param>
    /// <param name="text">The text that the cursor walks over.</param>
    public static string Describe(in JsonCursor cursor, ReadOnlySpan<byte> text)
    {
        var rest = text[Math.Min(cursor.Position, text.Length)..];
        var what = cursor.Fault switch
        {
            JsonFault.Truncated => "the text ends inside of a value",
            JsonFault.ValueExpected => $"expected a JSON value, found {Next(rest)}",
            JsonFault.NameExpected => $"expected the name of a member in double quotes or '}}', found {Next(rest)}",
            JsonFault.ColonExpected => $"expected ':' behind the name of a member, found {Next(rest)}",
            JsonFault.CommaOrBraceExpected => $"expected ',' or '}}' behind a member, found {Next(rest)}",
            JsonFault.CommaOrBracketExpected => $"expected ',' or ']' behind an element, found {Next(rest)}",
            JsonFault.TrailingComma => $"found ',' before {Next(rest)}",
            JsonFault.BadNumber => $"a number has no leading zeros or plus sign and digits on both sides of its point, found {Next(rest)}",
            JsonFault.BadLiteral => $"expected true, false or null, found {Excerpt(rest)}",
            JsonFault.ControlCharacter => $"a string holds {Next(rest)}, which must be escaped; its closing quote may be missing",
            JsonFault.BadEscape => rest is [_, (byte)'u', ..]
                ? $"a string holds {Excerpt(rest[..Math.Min(6, rest.Length)])}, expected \\u and four hexadecimal digits"
                : $"a backslash in a string is followed by {Next(rest[1..])}, which is no escape",
            JsonFault.LoneSurrogate => $"a string holds {Excerpt(rest[..Math.Min(6, rest.Length)])}, half of a surrogate pair",
            JsonFault.TooDeep => $"objects and arrays are nested deeper than {JsonCursor.MaxDepth}",
            JsonFault.TextBehindValue => $"expected the end of the line behind the value, found {Next(rest)}",
            JsonFault.DuplicateName => $"the name {Token(rest)} occurs twice in one object",
            JsonFault.NotAnObject => $"expected an object as in the records before, found {Excerpt(rest)}",
            JsonFault.Misfit => $"column '{cursor.MisfitPath}' is {cursor.MisfitType}, which cannot hold {Excerpt(rest)}",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{what} (at byte {cursor.Position} of the record)");
    }

    private static string Next(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
        {
            return "the end";
        }

        return Rune.DecodeFromUtf8(rest, out var rune, out _) == System.Buffers.OperationStatus.Done && !Rune.IsControl(rune)
            ? $"'{rune}'"
            : $"the byte 0x{rest[0]:X2}";
    }

    /// <summary>The string that comes next, with its quotes.</summary>
    private static string Token(ReadOnlySpan<byte> rest)
    {
        var cursor = new JsonCursor(rest);
        return Excerpt(cursor.ReadString(out _, out _) ? rest[..cursor.Position] : rest);
    }

    private static string Excerpt(ReadOnlySpan<byte> text)
    {
        var line = text.IndexOfAny((byte)'\n', (byte)'\r') is var end and >= 0 ? text[..end] : text;
        return line.Length <= MaxExcerptBytes ? Encoding.UTF8.GetString(line) : Encoding.UTF8.GetString(line[..MaxExcerptBytes]) + "…";
    }
}
