namespace Patterns.Tables.Sql.Syntax;

/// <summary>Rows with a name: of a table or of a query.</summary>
/// <param name="Alias">The name given to them; null for none.</param>
/// <param name="Position">Where they stand.</param>
internal abstract record TableSource(string? Alias, SqlPosition Position);
