namespace Patterns.Tables.Sql.Syntax;

/// <summary>Where something stands in a text, 1-based, columns in UTF-16 units.</summary>
internal readonly record struct SqlPosition(int LineNumber, int ColumnNumber);
