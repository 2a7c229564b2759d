using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Patterns.ServiceLevels.Documents.Yaml;

/// <summary>Writes a tree of values as YAML in block style. What could be read as something else than the text that it is stands in quotes.</summary>
internal static class YamlText
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "null", "yes", "no", "on", "off", "y", "n", ".inf", ".nan" };

    /// <summary>One document, ending with a line break.</summary>
    public static string Write(JsonObject document)
    {
        StringBuilder text = new();
        WriteMapping(text, document, indent: 0);
        return text.ToString();
    }

    private static void WriteMapping(StringBuilder text, JsonObject mapping, int indent)
    {
        var first = true;
        foreach (var (name, value) in mapping)
        {
            // The first member of a mapping in a list stands behind the hyphen.
            if (!first || text.Length == 0 || text[^1] == '\n')
            {
                text.Append(' ', indent);
            }

            first = false;
            WriteScalar(text, name, indent, isName: true);
            text.Append(':');
            WriteValue(text, value, indent);
        }
    }

    private static void WriteValue(StringBuilder text, JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } mapping:
                text.Append('\n');
                WriteMapping(text, mapping, indent + 2);
                break;
            case JsonArray { Count: > 0 } items:
                text.Append('\n');
                WriteItems(text, items, indent + 2);
                break;
            default:
                text.Append(' ');
                WriteLeaf(text, value, indent);
                text.Append('\n');
                break;
        }
    }

    private static void WriteItems(StringBuilder text, JsonArray items, int indent)
    {
        foreach (var item in items)
        {
            text.Append(' ', indent).Append('-');
            if (item is JsonObject { Count: > 0 } mapping)
            {
                text.Append(' ');
                WriteMapping(text, mapping, indent + 2);
            }
            else
            {
                WriteValue(text, item, indent);
            }
        }
    }

    private static void WriteLeaf(StringBuilder text, JsonNode? value, int indent)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject:
                text.Append("{}");
                break;
            case JsonArray:
                text.Append("[]");
                break;
            default:
                if (value.GetValueKind() == JsonValueKind.String)
                {
                    WriteScalar(text, value.GetValue<string>(), indent, isName: false);
                }
                else
                {
                    text.Append(value.ToJsonString());
                }

                break;
        }
    }

    private static void WriteScalar(StringBuilder text, string value, int indent, bool isName)
    {
        if (IsPlain(value))
        {
            text.Append(value);
        }
        else if (!isName && IsBlock(value))
        {
            WriteBlock(text, value, indent + 2);
        }
        else
        {
            WriteQuoted(text, value);
        }
    }

    private static void WriteBlock(StringBuilder text, string value, int indent)
    {
        text.Append(value[^1] == '\n' ? "|" : "|-");
        foreach (var line in value.AsSpan().TrimEnd('\n').EnumerateLines())
        {
            text.Append('\n');
            if (!line.IsEmpty)
            {
                text.Append(' ', indent).Append(line);
            }
        }
    }

    private static void WriteQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var rune in value.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\t' => text.Append("\\t"),
                < 0x20 or (>= 0x7f and <= 0xa0) => text.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                0x2028 or 0x2029 or 0xfeff => text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => text.Append(rune.ToString()),
            };
        }

        text.Append('"');
    }

    private static bool IsPlain(string value)
        => value.Length > 0 && (char.IsAsciiLetter(value[0]) || value[0] == '_') && value[^1] != ' ' && !Words.Contains(value)
            && value.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/' or ' ');

    private static bool IsBlock(string value)
        => value.Contains('\n', StringComparison.Ordinal) && value[0] is not (' ' or '\n') && !value.EndsWith("\n\n", StringComparison.Ordinal)
            && value.All(static letter => letter is '\n' or (>= ' ' and <= '~'));
}
