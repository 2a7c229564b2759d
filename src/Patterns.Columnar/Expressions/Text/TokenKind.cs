namespace Patterns.Columnar.Expressions.Text;

internal enum TokenKind
{
    /// <summary>Behind the last character.</summary>
    End,

    /// <summary>A keyword or a name without quotes.</summary>
    Word,

    /// <summary>A name in backquotes.</summary>
    QuotedName,

    /// <summary>Digits with their suffix, without a sign.</summary>
    Number,

    /// <summary>A text in single or double quotes, with its prefix.</summary>
    String,

    /// <summary>An operator, a bracket, or a character that means nothing here.</summary>
    Symbol,
}
