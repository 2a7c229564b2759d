namespace Patterns.Columnar.Expressions.Text;

/// <summary>A piece of a text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">0-based position of its first character.</param>
/// <param name="End">0-based position behind its last character.</param>
/// <param name="Position">Line and column of its first character.</param>
/// <param name="Text">The characters as written.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, TextPosition Position, string Text)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && string.Equals(Text, symbol, StringComparison.Ordinal);

    public bool IsWord(string word) => Kind == TokenKind.Word && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    public string Describe()
    {
        const int MaxShown = 40;
        var shown = Text.Length <= MaxShown ? Text : Text[..MaxShown] + "…";
        return Kind == TokenKind.End ? "the end of the text" : $"'{shown}'";
    }

    public ExpressionSyntaxException Expected(string expected) => new(Position.LineNumber, Position.ColumnNumber, Describe(), expected);
}
