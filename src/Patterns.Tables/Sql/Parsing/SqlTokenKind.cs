namespace Patterns.Tables.Sql.Parsing;

internal enum SqlTokenKind
{
    /// <summary>Behind the last character.</summary>
    End,

    /// <summary>A keyword or a name without quotes.</summary>
    Word,

    /// <summary>A name in backquotes.</summary>
    QuotedName,

    /// <summary>Digits.</summary>
    Number,

    /// <summary>One other character; what stands in an expression is not looked at here.</summary>
    Symbol,
}
