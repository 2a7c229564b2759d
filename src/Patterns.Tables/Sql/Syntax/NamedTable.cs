namespace Patterns.Tables.Sql.Syntax;

/// <summary>A table of the store or a named query, <c>sales.orders</c>.</summary>
/// <param name="Name">The parts of the name.</param>
/// <param name="Alias">The name given to its rows; null for none.</param>
/// <param name="Position">Where it stands.</param>
internal sealed record NamedTable(IReadOnlyList<string> Name, string? Alias, SqlPosition Position) : TableSource(Alias, Position)
{
    /// <summary>Where such a table is in a store: <c>sales/orders</c>.</summary>
    public string Path => string.Join('/', Name);
}
