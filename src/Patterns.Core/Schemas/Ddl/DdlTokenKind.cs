namespace Patterns.Core.Schemas.Ddl;

internal enum DdlTokenKind
{
    End,
    Word,
    QuotedName,
    Number,
    Text,
    Symbol,
}
