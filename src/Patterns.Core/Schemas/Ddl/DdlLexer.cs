using System.Text;

namespace Patterns.Core.Schemas.Ddl;

/// <summary>Cuts a DDL text into tokens, one ahead of the parser.</summary>
internal sealed class DdlLexer
{
    private readonly string _text;
    private int _index;

    public DdlLexer(string text)
    {
        _text = text;
        Current = Next();
    }

    public DdlToken Current { get; private set; }

    public DdlToken Take()
    {
        var taken = Current;
        Current = Next();
        return taken;
    }

    public bool TryTake(char symbol)
    {
        var found = Current.Is(symbol);
        if (found)
        {
            Take();
        }

        return found;
    }

    public bool TryTakeWord(string word)
    {
        var found = Current.IsWord(word);
        if (found)
        {
            Take();
        }

        return found;
    }

    /// <summary>The error that the current token is not what was expected.</summary>
    public SchemaFormatException Unexpected(string expected) => Error(Current.Start, $"found {Current}, expected {expected}");

    public SchemaFormatException Error(int start, string problem)
    {
        var before = _text.AsSpan(0, start);
        return new SchemaFormatException($"line {before.Count('\n') + 1}, column {start - before.LastIndexOf('\n')}", problem);
    }

    private DdlToken Next()
    {
        while (_index < _text.Length && char.IsWhiteSpace(_text[_index]))
        {
            _index++;
        }

        var start = _index;
        if (start == _text.Length)
        {
            return new DdlToken(DdlTokenKind.End, "", start);
        }

        return _text[start] switch
        {
            '`' => new DdlToken(DdlTokenKind.QuotedName, TakeQuoted(escapes: false), start),
            '\'' or '"' => new DdlToken(DdlTokenKind.Text, TakeQuoted(escapes: true), start),
            '<' or '>' or '(' or ')' or ',' or ':' => new DdlToken(DdlTokenKind.Symbol, _text[_index++].ToString(), start),
            >= '0' and <= '9' => new DdlToken(DdlTokenKind.Number, TakeWhile(char.IsAsciiDigit), start),
            '_' => new DdlToken(DdlTokenKind.Word, TakeWhile(IsWordPart), start),
            var letter when char.IsLetter(letter) => new DdlToken(DdlTokenKind.Word, TakeWhile(IsWordPart), start),
            var other => throw Error(start, $"found '{other}', expected a name, a type or one of < > ( ) , :"),
        };
    }

    private static bool IsWordPart(char letter) => letter == '_' || char.IsLetterOrDigit(letter);

    private string TakeWhile(Func<char, bool> belongs)
    {
        var start = _index;
        while (_index < _text.Length && belongs(_text[_index]))
        {
            _index++;
        }

        return _text[start.._index];
    }

    // A quote is written twice inside quotes; texts have backslash escapes as well, names have none.
    private string TakeQuoted(bool escapes)
    {
        var start = _index;
        var quote = _text[_index++];
        var content = new StringBuilder();
        while (_index < _text.Length)
        {
            var letter = _text[_index++];
            if (letter == quote)
            {
                if (_index == _text.Length || _text[_index] != quote)
                {
                    return content.ToString();
                }

                _index++;
            }
            else if (letter == '\\' && escapes && _index < _text.Length)
            {
                letter = Unescape(_text[_index++]);
            }

            content.Append(letter);
        }

        throw Error(start, $"found {quote} without the {quote} that ends it");
    }

    private static char Unescape(char letter) => letter switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        _ => letter,
    };
}
