using System.Text;
using Patterns.Core;

namespace Patterns.Tables.Evolution;

/// <summary>Where a field is: names from the outside in, with <c>element</c> in lists and <c>key</c> and <c>value</c> in maps.</summary>
/// <remarks>The form that <see cref="SchemaChange.Path"/> has: names that are not plain stand in backquotes, a backquote in them is doubled.</remarks>
internal static class SchemaPath
{
    /// <summary>Reads a path such as <c>address.zip</c> or <c>items.element.`unit price`</c>.</summary>
    /// <exception cref="ArgumentException">The text is no path.</exception>
    public static string[] Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var names = new List<string>();
        var position = 0;
        do
        {
            names.Add(position < text.Length && text[position] == '`' ? Quoted(text, ref position) : Plain(text, ref position));
        }
        while (position++ < text.Length);

        return [.. names];
    }

    /// <summary>The path as text.</summary>
    public static string Format(IEnumerable<string> names) => string.Join('.', names.Select(Quote));

    private static string Plain(string text, ref int position)
    {
        var end = text.IndexOf('.', position);
        end = end < 0 ? text.Length : end;
        var name = text[position..end];
        position = end;
        return name.Length > 0 ? name : throw Malformed(text);
    }

    private static string Quoted(string text, ref int position)
    {
        var name = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (text[position] == '`' && (++position == text.Length || text[position] != '`'))
            {
                return name.Length > 0 && (position == text.Length || text[position] == '.') ? name.ToString() : throw Malformed(text);
            }

            name.Append(text[position]);
        }

        throw Malformed(text);
    }

    private static string Quote(string name)
        => !char.IsAsciiDigit(name[0]) && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? name
            : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static ArgumentException Malformed(string text)
        => new($"'{text}' is not the path of a column: names are separated by points, and names with other characters stand in backquotes, such as items.element.`unit price`.", nameof(text));
}
