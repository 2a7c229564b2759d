using Patterns.Columnar;

namespace Patterns.Tables.Query;

/// <summary>Reads <c>expression</c> or <c>expression AS name</c>.</summary>
internal static class NamedExpressionText
{
    /// <summary>Several of them.</summary>
    /// <exception cref="ExpressionSyntaxException">A text does not start with an expression.</exception>
    /// <exception cref="ArgumentException">What follows is not a name.</exception>
    public static NamedExpression[] ParseAll(string[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Array.ConvertAll(texts, Parse);
    }

    /// <summary>The expression and its name: the one given, else that of the column, else the expression's text.</summary>
    /// <exception cref="ExpressionSyntaxException">The text does not start with an expression.</exception>
    /// <exception cref="ArgumentException">What follows is not a name.</exception>
    public static NamedExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var expression = Expression.ParsePrefix(text, 0, out var end);
        var rest = text.AsSpan(end).Trim();
        if (rest.IsEmpty)
        {
            return new NamedExpression(expression is ColumnExpression column ? column.Path[^1] : expression.ToString(), expression);
        }

        return rest.StartsWith("AS ", StringComparison.OrdinalIgnoreCase) && NameIn(rest[3..].Trim()) is { } name
            ? new NamedExpression(name, expression)
            : throw new ArgumentException($"'{text}' must end after the expression {expression} or go on with AS and a name, but goes on with '{rest}'.", nameof(text));
    }

    private static string? NameIn(ReadOnlySpan<char> text)
    {
        if (text is ['`', .. var quoted, '`'])
        {
            return quoted.IsEmpty || quoted.Contains('`') ? null : quoted.ToString();
        }

        foreach (var character in text)
        {
            if (!char.IsLetterOrDigit(character) && character != '_')
            {
                return null;
            }
        }

        return text.IsEmpty || char.IsDigit(text[0]) ? null : text.ToString();
    }
}
