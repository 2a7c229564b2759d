using System.Text;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>Names of columns and fields, in backquotes where they need them.</summary>
internal static class NameText
{
    public static string Read(Token token)
        => token.Kind == TokenKind.QuotedName ? token.Text[1..^1].Replace("``", "`", StringComparison.Ordinal) : token.Text;

    public static void Print(StringBuilder output, string name) => Print(output, name, Keywords.NeedsQuotes(name));

    /// <summary>Prints the name of a field behind a point.</summary>
    public static void PrintField(StringBuilder output, string name) => Print(output, name, Keywords.NeedsQuotesBehindPoint(name));

    private static void Print(StringBuilder output, string name, bool quoted)
    {
        if (quoted)
        {
            output.Append('`').Append(name.Replace("`", "``", StringComparison.Ordinal)).Append('`');
        }
        else
        {
            output.Append(name);
        }
    }
}
