using System.Buffers;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>Cuts a text into tokens, one at a time, so that text behind an expression is never looked at.</summary>
internal sealed class Lexer
{
    private static readonly string[] Symbols = ["<=>", "<=", "<>", "<", ">=", ">", "==", "=", "!=", "!", "||", "::"];
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r");

    private readonly string _text;
    private int _index;
    private int _lineNumber = 1;
    private int _lineStart;

    public Lexer(string text, int startIndex)
    {
        _text = text;
        SkipTo(startIndex);
    }

    public Token Next()
    {
        SkipSpace();
        var start = _index;
        if (start == _text.Length)
        {
            return new Token(TokenKind.End, start, start, PositionOf(start), "");
        }

        var position = PositionOf(start);
        var kind = KindAt(start);
        var end = kind switch
        {
            TokenKind.Word => EndOfWord(start),
            TokenKind.QuotedName => EndOfQuoted(start, start + 1, '`', escapes: false, "the closing backquote of the name"),
            TokenKind.String => EndOfString(start),
            TokenKind.Number => EndOfNumber(start),
            _ => start + SymbolLength(start),
        };
        SkipTo(end);
        return new Token(kind, start, end, position, _text[start..end]);
    }

    private TokenKind KindAt(int index)
    {
        var first = _text[index];
        var second = index + 1 < _text.Length ? _text[index + 1] : '\0';
        return first switch
        {
            '`' => TokenKind.QuotedName,
            '\'' or '"' => TokenKind.String,
            'r' or 'R' or 'x' or 'X' when second is '\'' or '"' => TokenKind.String,
            '.' when char.IsAsciiDigit(second) => TokenKind.Number,
            _ when char.IsAsciiDigit(first) => TokenKind.Number,
            _ when IsNameStart(first) => TokenKind.Word,
            _ => TokenKind.Symbol,
        };
    }

    private int EndOfWord(int index)
    {
        while (index < _text.Length && IsNamePart(_text[index]))
        {
            index++;
        }

        return index;
    }

    private int EndOfString(int start)
    {
        var raw = _text[start] is 'r' or 'R';
        var quote = _text[start] is '\'' or '"' ? start : start + 1;
        return EndOfQuoted(start, quote + 1, _text[quote], escapes: !raw, "the closing quote of the text", doubling: !raw);
    }

    private int EndOfQuoted(int start, int index, char quote, bool escapes, string expected, bool doubling = true)
    {
        while (index < _text.Length)
        {
            if (_text[index] == quote)
            {
                if (!doubling || index + 1 >= _text.Length || _text[index + 1] != quote)
                {
                    return index + 1;
                }

                index++;
            }
            else if (escapes && _text[index] == '\\')
            {
                index++;
            }

            index++;
        }

        SkipTo(_text.Length);
        var position = PositionOf(_text.Length);
        throw new ExpressionSyntaxException(
            position.LineNumber, position.ColumnNumber, "the end of the text", $"{expected} that begins at character {start + 1}");
    }

    private int EndOfNumber(int index)
    {
        index = SkipDigits(index);
        if (index < _text.Length && _text[index] == '.')
        {
            index = SkipDigits(index + 1);
        }

        if (index < _text.Length && _text[index] is 'e' or 'E')
        {
            var exponent = index + 1 < _text.Length && _text[index + 1] is '+' or '-' ? index + 2 : index + 1;
            index = exponent < _text.Length && char.IsAsciiDigit(_text[exponent]) ? SkipDigits(exponent) : index;
        }

        // Letters right behind are the suffix; whether there is such a suffix is decided when the number is read.
        return EndOfWord(index);
    }

    private int SkipDigits(int index)
    {
        while (index < _text.Length && char.IsAsciiDigit(_text[index]))
        {
            index++;
        }

        return index;
    }

    private int SymbolLength(int index)
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(_text, index, symbol, 0, symbol.Length) == 0)
            {
                return symbol.Length;
            }
        }

        return char.IsHighSurrogate(_text[index]) && index + 1 < _text.Length ? 2 : 1;
    }

    private void SkipSpace()
    {
        while (_index < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_index]))
            {
                SkipTo(_index + 1);
            }
            else if (StartsWith("--"))
            {
                var end = _text.AsSpan(_index).IndexOfAny(LineEnds);
                SkipTo(end < 0 ? _text.Length : _index + end);
            }
            else if (StartsWith("/*"))
            {
                SkipTo(EndOfComment());
            }
            else
            {
                return;
            }
        }
    }

    private int EndOfComment()
    {
        var end = _text.IndexOf("*/", _index + 2, StringComparison.Ordinal);
        if (end >= 0)
        {
            return end + 2;
        }

        var position = PositionOf(_index);
        throw new ExpressionSyntaxException(position.LineNumber, position.ColumnNumber, "a comment without an end", "'*/' somewhere behind it");
    }

    private bool StartsWith(string prefix) => string.CompareOrdinal(_text, _index, prefix, 0, prefix.Length) == 0;

    private void SkipTo(int end)
    {
        for (; _index < end; _index++)
        {
            if (_text[_index] == '\n')
            {
                _lineNumber++;
                _lineStart = _index + 1;
            }
        }
    }

    private TextPosition PositionOf(int index) => new(_lineNumber, index - _lineStart + 1);

    private static bool IsNameStart(char character) => char.IsLetter(character) || character == '_';

    private static bool IsNamePart(char character) => char.IsLetterOrDigit(character) || character == '_';
}
