namespace Patterns.Tables.Sql;

/// <summary>What keeps a hostile text from exhausting the stack, the memory or the time.</summary>
internal static class SqlLimits
{
    /// <summary>Characters of a text.</summary>
    public const int MaxTextLength = 1 << 18;

    /// <summary>Queries inside of queries.</summary>
    public const int MaxDepth = 16;

    /// <summary>Tables and subqueries that a query reads, counted as often as it reads them.</summary>
    public const int MaxTables = 64;

    /// <summary>Elements of one list: of SELECT, GROUP BY or ORDER BY.</summary>
    public const int MaxListLength = 4_096;
}
