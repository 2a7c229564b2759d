using System.Globalization;
using System.Text;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>String literals with Spark's backslash escapes.</summary>
internal static class StringText
{
    public static string Read(Token token)
    {
        var text = token.Text;
        if (text[0] is 'r' or 'R')
        {
            return text[2..^1];
        }

        var quote = text[0];
        var body = text.AsSpan(1, text.Length - 2);
        if (!body.Contains('\\') && !body.Contains(quote))
        {
            return body.ToString();
        }

        var output = new StringBuilder(body.Length);
        for (var index = 0; index < body.Length;)
        {
            index += body[index] == '\\' && index + 1 < body.Length
                ? ReadEscape(body[index..], output)
                : ReadPlain(body[index..], quote, output);
        }

        return output.ToString();
    }

    public static void Print(StringBuilder output, string value)
    {
        output.Append('\'');
        foreach (var character in value)
        {
            _ = character switch
            {
                '\'' => output.Append("\\'"),
                '\\' => output.Append("\\\\"),
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '\t' => output.Append("\\t"),
                _ when char.IsControl(character) => output.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => output.Append(character),
            };
        }

        output.Append('\'');
    }

    private static int ReadPlain(ReadOnlySpan<char> text, char quote, StringBuilder output)
    {
        output.Append(text[0]);
        return text[0] == quote ? 2 : 1;
    }

    /// <summary>Reads what follows a backslash and returns how many characters were read, the backslash included.</summary>
    private static int ReadEscape(ReadOnlySpan<char> text, StringBuilder output)
    {
        switch (text[1])
        {
            case 'u' when TryReadHex(text[2..], 4, out var unit):
                output.Append((char)unit);
                return 6;
            case 'U' when TryReadHex(text[2..], 8, out var scalar) && Rune.IsValid(scalar):
                output.Append(new Rune(scalar).ToString());
                return 10;
            case >= '0' and <= '1' when IsOctal(text[1..]):
                output.Append((char)(((text[1] - '0') * 64) + ((text[2] - '0') * 8) + (text[3] - '0')));
                return 4;
            case '%' or '_':
                // The backslash stays, because the text may be a pattern in which it has a meaning.
                output.Append('\\').Append(text[1]);
                return 2;
            default:
                output.Append(text[1] switch { '0' => '\0', 'b' => '\b', 'n' => '\n', 'r' => '\r', 't' => '\t', 'Z' => '\x1A', var other => other });
                return 2;
        }
    }

    private static bool TryReadHex(ReadOnlySpan<char> text, int digits, out int value)
    {
        value = 0;
        return text.Length >= digits && int.TryParse(text[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static bool IsOctal(ReadOnlySpan<char> text)
        => text.Length >= 3 && text[1] is >= '0' and <= '7' && text[2] is >= '0' and <= '7';
}
