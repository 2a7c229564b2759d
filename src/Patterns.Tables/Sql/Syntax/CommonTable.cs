namespace Patterns.Tables.Sql.Syntax;

/// <summary>A query with a name, <c>WITH name AS (SELECT …)</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Query">The query.</param>
internal sealed record CommonTable(string Name, SelectStatement Query);
