namespace Patterns.Columnar.Expressions.Text;

/// <summary>The tokens of a text with one of them in view and one more ahead.</summary>
internal sealed class TokenReader
{
    private readonly Lexer _lexer;
    private Token? _next;

    public TokenReader(Lexer lexer)
    {
        _lexer = lexer;
        Current = lexer.Next();
    }

    public Token Current { get; private set; }

    public Token Next => _next ??= _lexer.Next();

    /// <summary>0-based position behind the last token that was taken.</summary>
    public int LastEnd { get; private set; }

    public void Advance()
    {
        LastEnd = Current.End;
        Current = Next;
        _next = null;
    }

    public Token Take()
    {
        var token = Current;
        Advance();
        return token;
    }

    public bool TryWord(string word)
    {
        if (!Current.IsWord(word))
        {
            return false;
        }

        Advance();
        return true;
    }

    public bool TrySymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol))
        {
            return false;
        }

        Advance();
        return true;
    }

    public void RequireWord(string word)
    {
        if (!TryWord(word))
        {
            throw Current.Expected(word);
        }
    }

    public void RequireSymbol(string symbol)
    {
        if (!TrySymbol(symbol))
        {
            throw Current.Expected($"'{symbol}'");
        }
    }

    public string RequireName()
    {
        if (Current.Kind is not (TokenKind.Word or TokenKind.QuotedName) || Current.Text is "``")
        {
            throw Current.Expected("a name");
        }

        return NameText.Read(Take());
    }

    public Token RequireString()
        => Current.Kind == TokenKind.String && Current.Text[0] is not ('x' or 'X') ? Take() : throw Current.Expected("a text in quotes");
}
