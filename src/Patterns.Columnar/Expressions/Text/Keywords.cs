using System.Collections.Frozen;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>Words that have a meaning of their own.</summary>
internal static class Keywords
{
    private static readonly FrozenSet<string> InExpressions = Set(
        "AND", "BETWEEN", "CASE", "CAST", "DISTINCT", "DIV", "ELSE", "END", "ESCAPE", "EXISTS", "FALSE", "ILIKE", "IN", "IS", "LIKE", "NOT", "NULL", "OR",
        "REGEXP", "RLIKE", "THEN", "TRUE", "TRY_CAST", "WHEN");

    private static readonly FrozenSet<string> InStatements = Set(
        "ANTI", "AS", "ASC", "BY", "CROSS", "DESC", "EXCEPT", "FETCH", "FROM", "FULL", "GROUP", "HAVING", "INNER", "INTERSECT", "JOIN", "LEFT", "LIMIT",
        "NATURAL", "NULLS", "OFFSET", "ON", "ORDER", "OUTER", "OVER", "RIGHT", "SELECT", "SEMI", "UNION", "USING", "WHERE", "WINDOW", "WITH");

    private static readonly FrozenSet<string> QuotedByOthers = Set(
        "ALL", "ANY", "BOTH", "CHECK", "COLLATE", "COLUMN", "CONSTRAINT", "CREATE", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "CURRENT_USER",
        "DATE", "DEFAULT", "EXTRACT", "FILTER", "FOR", "FOREIGN", "GRANT", "INTERVAL", "LATERAL", "LEADING", "MINUS", "ONLY", "OVERLAPS", "PRIMARY",
        "REFERENCES", "SESSION_USER", "SOME", "TABLE", "TIME", "TIMESTAMP", "TO", "TRAILING", "UNIQUE", "UNKNOWN", "USER");

    /// <summary>Whether the word can neither name a column nor a function without backquotes.</summary>
    public static bool IsReserved(string word) => InExpressions.Contains(word);

    /// <summary>Whether the word continues a statement, so that an expression inside a statement ends before it.</summary>
    public static bool ContinuesStatement(string word) => InStatements.Contains(word);

    /// <summary>Whether a name is printed in backquotes: more often than our own parser needs, so that other engines read it, too.</summary>
    public static bool NeedsQuotes(string name)
    {
        if (InExpressions.Contains(name) || InStatements.Contains(name) || QuotedByOthers.Contains(name))
        {
            return true;
        }

        return NeedsQuotesBehindPoint(name);
    }

    /// <summary>As <see cref="NeedsQuotes"/> for the name of a field, where a keyword cannot stand.</summary>
    public static bool NeedsQuotesBehindPoint(string name)
    {
        if (char.IsAsciiDigit(name[0]))
        {
            return true;
        }

        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '_')
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string> Set(params IEnumerable<string> words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
