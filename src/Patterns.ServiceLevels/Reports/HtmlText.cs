using System.Text;

namespace Patterns.ServiceLevels.Reports;

/// <summary>Texts of others within a page: names and descriptions may hold anything.</summary>
internal static class HtmlText
{
    /// <summary>The text for an element or a quoted attribute. Characters that are no text in HTML are left out.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\t' or '\n' or '\r' => escaped.Append(' '),
                < 0x20 or (>= 0x7f and < 0xa0) => escaped,
                // Marks that turn the direction of writing make a text read as another one.
                (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) => escaped,
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }
}
