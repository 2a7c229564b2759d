using System.Collections.Frozen;

namespace Patterns.Tables.Sql.Parsing;

/// <summary>Words that continue a SELECT, so that they are no name without backquotes.</summary>
internal static class SqlKeywords
{
    private static readonly FrozenSet<string> Clauses = FrozenSet.ToFrozenSet(
        [
            "AND", "ANTI", "AS", "ASC", "BETWEEN", "BY", "CASE", "CLUSTER", "CROSS", "DESC", "DISTINCT", "DISTRIBUTE", "ELSE", "END", "EXCEPT", "FETCH", "FILTER", "FROM",
            "FULL", "GROUP", "HAVING", "IN", "INNER", "INTERSECT", "IS", "JOIN", "LATERAL", "LEFT", "LIKE", "LIMIT", "MINUS", "NATURAL", "NOT", "NULLS", "OFFSET", "ON",
            "OR", "ORDER", "OUTER", "OVER", "PIVOT", "QUALIFY", "RIGHT", "SELECT", "SEMI", "SORT", "TABLESAMPLE", "THEN", "UNION", "UNPIVOT", "USING", "WHEN", "WHERE",
            "WINDOW", "WITH",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static bool EndsName(string word) => Clauses.Contains(word);
}
