namespace Patterns.Tables.Sql.Syntax;

/// <summary>A query in FROM, <c>(SELECT …) AS name</c>.</summary>
/// <param name="Query">The query.</param>
/// <param name="Alias">The name given to its rows; null for none.</param>
/// <param name="Position">Where it stands.</param>
internal sealed record DerivedTable(SelectStatement Query, string? Alias, SqlPosition Position) : TableSource(Alias, Position);
