using Patterns.Tables.Sql.Syntax;

namespace Patterns.Tables.Sql.Parsing;

/// <summary>A piece of a text between expressions.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">0-based position of its first character.</param>
/// <param name="End">0-based position behind its last character.</param>
/// <param name="Text">The characters as written.</param>
/// <param name="Position">Line and column of its first character.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int End, string Text, SqlPosition Position)
{
    public bool IsWord(string word) => Kind == SqlTokenKind.Word && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(char symbol) => Kind == SqlTokenKind.Symbol && Text[0] == symbol;

    public string Describe()
    {
        const int MaxShown = 40;
        return Kind == SqlTokenKind.End ? "the end of the text" : $"'{(Text.Length <= MaxShown ? Text : Text[..MaxShown] + "…")}'";
    }

    public SqlSyntaxException Expected(string expected) => new(Position.LineNumber, Position.ColumnNumber, Describe(), expected);

    public SqlUnsupportedException Unsupported(string feature, string advice) => new(Position.LineNumber, Position.ColumnNumber, feature, advice);
}
