using System.Text;

namespace Patterns.Core.Schemas.Ddl;

/// <summary>Prints names, texts and fields as Spark reads them in DDL.</summary>
internal static class DdlText
{
    public static string Print(Field field, string separator)
    {
        var text = new StringBuilder(Quote(field.Name)).Append(separator).Append(field.Type);
        if (!field.Nullable)
        {
            text.Append(" NOT NULL");
        }

        if (field.Comment is { } comment)
        {
            text.Append(" COMMENT ").Append(Literal(comment));
        }

        return text.ToString();
    }

    /// <summary>The name itself when it is a plain identifier, else between backquotes.</summary>
    public static string Quote(string name)
        => !char.IsAsciiDigit(name[0]) && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? name
            : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static string Literal(string text)
    {
        var literal = new StringBuilder("'");
        foreach (var letter in text)
        {
            literal.Append(letter switch
            {
                '\'' => "\\'",
                '\\' => @"\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\0' => "\\0",
                _ => $"{letter}",
            });
        }

        return literal.Append('\'').ToString();
    }
}
