namespace Patterns.Core.Schemas.Ddl;

/// <summary>One token of a DDL text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The identifier or text without its quotes, the digits, or the symbol; empty at the end.</param>
/// <param name="Start">0-based index of its first character.</param>
internal readonly record struct DdlToken(DdlTokenKind Kind, string Text, int Start)
{
    public bool Is(char symbol) => Kind == DdlTokenKind.Symbol && Text[0] == symbol;

    public bool IsWord(string word) => Kind == DdlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Kind switch
    {
        DdlTokenKind.End => "the end",
        DdlTokenKind.Text => "a text",
        _ => $"'{Text}'",
    };
}
