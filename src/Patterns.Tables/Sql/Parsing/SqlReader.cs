using Patterns.Columnar;
using Patterns.Tables.Sql.Syntax;

namespace Patterns.Tables.Sql.Parsing;

/// <summary>
/// Reads the text of a SELECT between its expressions: keywords, names and punctuation, one token in view. Expressions are read by
/// <see cref="Expression.ParsePrefix"/>, which stops at the keyword of the next clause.
/// </summary>
internal sealed class SqlReader
{
    private readonly string _text;
    private readonly List<int> _lineStarts = [0];

    /// <exception cref="SqlSyntaxException">The text is too long.</exception>
    public SqlReader(string text)
    {
        if (text.Length > SqlLimits.MaxTextLength)
        {
            throw new SqlSyntaxException(1, 1, $"a text of {text.Length} characters", $"at most {SqlLimits.MaxTextLength}");
        }

        _text = text;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '\n')
            {
                _lineStarts.Add(index + 1);
            }
        }

        MoveTo(0);
    }

    public SqlToken Current { get; private set; }

    /// <summary>The token behind the current one.</summary>
    public SqlToken Next => TokenAt(Current.End);

    public SqlToken Take()
    {
        var token = Current;
        MoveTo(token.End);
        return token;
    }

    /// <summary>Goes back to a token that was in view.</summary>
    public void GoBackTo(SqlToken token) => Current = token;

    public bool TryWord(string word)
    {
        if (!Current.IsWord(word))
        {
            return false;
        }

        MoveTo(Current.End);
        return true;
    }

    public bool TryWords(string first, string second)
    {
        if (!Current.IsWord(first) || !Next.IsWord(second))
        {
            return false;
        }

        MoveTo(Next.End);
        return true;
    }

    public bool TrySymbol(char symbol)
    {
        if (!Current.IsSymbol(symbol))
        {
            return false;
        }

        MoveTo(Current.End);
        return true;
    }

    public void RequireWord(string word)
    {
        if (!TryWord(word))
        {
            throw Current.Expected(word);
        }
    }

    public void RequireSymbol(char symbol, string? expected = null)
    {
        if (!TrySymbol(symbol))
        {
            throw Current.Expected(expected ?? $"'{symbol}'");
        }
    }

    /// <summary>Reads a name, quoted or not; a keyword of a clause has to be quoted.</summary>
    public string RequireName(string expected)
        => Current.Kind == SqlTokenKind.QuotedName ? Unquote(Take())
            : Current.Kind == SqlTokenKind.Word && !SqlKeywords.EndsName(Current.Text) ? Take().Text
            : throw Current.Expected(expected);

    /// <summary>Reads a name behind a point, where no keyword can stand.</summary>
    public string RequireNamePart()
        => Current.Kind == SqlTokenKind.QuotedName ? Unquote(Take())
            : Current.Kind == SqlTokenKind.Word ? Take().Text
            : throw Current.Expected("a name behind the point");

    /// <summary>Reads a number of rows.</summary>
    public long RequireCount()
    {
        if (Current.Kind != SqlTokenKind.Number || !long.TryParse(Current.Text, out var count))
        {
            throw Current.Expected("a whole number of rows");
        }

        Take();
        return count;
    }

    public Expression ReadExpression()
    {
        UnsupportedSyntax.RejectExpression(this);
        try
        {
            var expression = Expression.ParsePrefix(_text, Current.Start, out var end);
            MoveTo(end);
            UnsupportedSyntax.RejectBehindExpression(this);
            return expression;
        }
        catch (ExpressionSyntaxException exception)
        {
            throw UnsupportedSyntax.InExpression(exception)
                ?? (Exception)new SqlSyntaxException(exception.LineNumber, exception.ColumnNumber, exception.Found, exception.Expected, exception);
        }
    }

    private static string Unquote(SqlToken token) => token.Text[1..^1].Replace("``", "`", StringComparison.Ordinal);

    private void MoveTo(int index) => Current = TokenAt(index);

    private SqlToken TokenAt(int index)
    {
        index = SkipSpace(index);
        if (index == _text.Length)
        {
            return new SqlToken(SqlTokenKind.End, index, index, "", PositionOf(index));
        }

        var first = _text[index];
        var (kind, end) = first switch
        {
            '`' => (SqlTokenKind.QuotedName, EndOfQuoted(index)),
            _ when char.IsAsciiDigit(first) => (SqlTokenKind.Number, EndOf(index, char.IsAsciiLetterOrDigit)),
            _ when char.IsLetter(first) || first == '_' => (SqlTokenKind.Word, EndOf(index, static letter => char.IsLetterOrDigit(letter) || letter == '_')),
            _ => (SqlTokenKind.Symbol, index + (char.IsHighSurrogate(first) && index + 1 < _text.Length ? 2 : 1)),
        };
        return new SqlToken(kind, index, end, _text[index..end], PositionOf(index));
    }

    private int EndOf(int index, Func<char, bool> belongs)
    {
        while (index < _text.Length && belongs(_text[index]))
        {
            index++;
        }

        return index;
    }

    private int EndOfQuoted(int start)
    {
        for (var index = start + 1; index < _text.Length; index++)
        {
            if (_text[index] != '`')
            {
                continue;
            }

            if (index + 1 < _text.Length && _text[index + 1] == '`')
            {
                index++;
            }
            else
            {
                return index > start + 1 ? index + 1 : throw Error(start, "an empty name", "a name between the backquotes");
            }
        }

        throw Error(start, "a backquote", "the closing backquote of the name somewhere behind it");
    }

    private int SkipSpace(int index)
    {
        while (index < _text.Length)
        {
            if (char.IsWhiteSpace(_text[index]))
            {
                index++;
            }
            else if (_text.AsSpan(index).StartsWith("--"))
            {
                var end = _text.AsSpan(index).IndexOfAny('\n', '\r');
                index = end < 0 ? _text.Length : index + end;
            }
            else if (_text.AsSpan(index).StartsWith("/*"))
            {
                var end = _text.IndexOf("*/", index + 2, StringComparison.Ordinal);
                index = end >= 0 ? end + 2 : throw Error(index, "a comment without an end", "'*/' somewhere behind it");
            }
            else
            {
                break;
            }
        }

        return index;
    }

    private SqlSyntaxException Error(int index, string found, string expected)
    {
        var position = PositionOf(index);
        return new SqlSyntaxException(position.LineNumber, position.ColumnNumber, found, expected);
    }

    private SqlPosition PositionOf(int index)
    {
        var line = _lineStarts.BinarySearch(index);
        line = line < 0 ? ~line - 1 : line;
        return new SqlPosition(line + 1, index - _lineStarts[line] + 1);
    }
}
