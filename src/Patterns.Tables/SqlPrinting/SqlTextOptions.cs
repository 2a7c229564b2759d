namespace Patterns.Tables;

/// <summary>How queries are written as SQL. The defaults suit tables that are called there what they are called here.</summary>
public sealed class SqlTextOptions
{
    /// <summary>
    /// The name of a table at the other engine, in parts such as catalog, schema and table, each of which is quoted; given its path in the store.
    /// Default: the parts of the path, for SQLite joined by <c>_</c>.
    /// </summary>
    public Func<string, IReadOnlyList<string>>? TableName { get; set; }
}
