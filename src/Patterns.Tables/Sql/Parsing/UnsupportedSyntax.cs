using Patterns.Columnar;

namespace Patterns.Tables.Sql.Parsing;

/// <summary>Recognises parts of SQL that are not supported, so that an error names them instead of a surprising token.</summary>
internal static class UnsupportedSyntax
{
    private const string SubqueryAdvice = "Join the query as a subquery in FROM, or run it first and write its result into this text.";
    private const string OneQuery = "Run one query per text, and combine the results in the program.";
    private const string OneStatement = "This text is read only; write with the methods of Table.";

    /// <summary>Rejects statements that are no SELECT.</summary>
    public static void RejectStatement(SqlReader reader)
    {
        var token = reader.Current;
        switch (token.Text.ToUpperInvariant())
        {
            case "INSERT" or "UPDATE" or "DELETE" or "MERGE" or "CREATE" or "DROP" or "ALTER" or "TRUNCATE" or "OPTIMIZE" or "VACUUM" or "COPY":
                throw token.Unsupported($"the statement {token.Text.ToUpperInvariant()}", OneStatement);
            case "EXPLAIN" or "DESCRIBE" or "DESC" or "SHOW" or "SET" or "USE":
                throw token.Unsupported($"the statement {token.Text.ToUpperInvariant()}", "Ask the query object: it has ExplainAsync; TableStore lists tables.");
            case "VALUES" or "TABLE" or "FROM":
                throw token.Unsupported($"{token.Text.ToUpperInvariant()} as a query", "Begin with SELECT or WITH.");
            default:
                return;
        }
    }

    /// <summary>Rejects what can follow the clauses that are read.</summary>
    public static void RejectClause(SqlReader reader)
    {
        var token = reader.Current;
        switch (token.Kind == SqlTokenKind.Word ? token.Text.ToUpperInvariant() : "")
        {
            case "UNION" or "INTERSECT" or "EXCEPT" or "MINUS":
                throw token.Unsupported(token.Text.ToUpperInvariant(), OneQuery);
            case "WINDOW" or "QUALIFY":
                throw token.Unsupported($"a window function ({token.Text.ToUpperInvariant()})", "Aggregate with GROUP BY, and join the groups with the rows.");
            case "FETCH":
                throw token.Unsupported("FETCH", "Write LIMIT and OFFSET.");
            case "CLUSTER" or "DISTRIBUTE" or "SORT":
                throw token.Unsupported($"{token.Text.ToUpperInvariant()} BY", "Write ORDER BY.");
            case "LATERAL" or "PIVOT" or "UNPIVOT" or "TABLESAMPLE":
                throw token.Unsupported(token.Text.ToUpperInvariant(), "Read the columns and rows that are there, and compute with CASE and GROUP BY.");
            default:
                return;
        }
    }

    /// <summary>Rejects joins that are not many-to-one from the rows before.</summary>
    public static void RejectJoin(SqlReader reader)
    {
        var token = reader.Current;
        var isSide = token.IsWord("LEFT") && (reader.Next.IsWord("SEMI") || reader.Next.IsWord("ANTI"));
        var word = isSide ? reader.Next.Text.ToUpperInvariant() : token.Kind == SqlTokenKind.Word ? token.Text.ToUpperInvariant() : "";
        if (word is "RIGHT" or "FULL" or "CROSS" or "NATURAL" or "SEMI" or "ANTI")
        {
            throw token.Unsupported($"{word} JOIN", word switch
            {
                "RIGHT" => "Write the tables the other way round with LEFT JOIN.",
                "NATURAL" => "Write JOIN … ON with the columns that are equal.",
                _ => "Joins attach the columns of a table with unique keys: write JOIN … ON or LEFT JOIN … ON with equalities.",
            });
        }

        RejectClause(reader);
    }

    /// <summary>Rejects what cannot begin an expression but could in other engines.</summary>
    public static void RejectExpression(SqlReader reader)
    {
        if (reader.Current.IsWord("EXISTS") && reader.Next.IsSymbol('('))
        {
            throw reader.Current.Unsupported("a subquery in an expression (EXISTS)", SubqueryAdvice);
        }

        if (reader.Current.IsWord("GROUPING") && reader.Next.IsWord("SETS")
            || ((reader.Current.IsWord("ROLLUP") || reader.Current.IsWord("CUBE")) && reader.Next.IsSymbol('(')))
        {
            throw reader.Current.Unsupported(reader.Current.Text.ToUpperInvariant() + (reader.Current.IsWord("GROUPING") ? " SETS" : ""), "Run one query per grouping.");
        }
    }

    /// <summary>Rejects what belongs to the expression before it in other engines.</summary>
    public static void RejectBehindExpression(SqlReader reader)
    {
        if (reader.Current.IsWord("OVER"))
        {
            throw reader.Current.Unsupported("a window function (OVER)", "Aggregate with GROUP BY, and join the groups with the rows.");
        }

        if (reader.Current.IsWord("FILTER") && reader.Next.IsSymbol('('))
        {
            throw reader.Current.Unsupported("FILTER behind an aggregate", "Write the condition into it: sum(CASE WHEN condition THEN value END).");
        }

        if (reader.Current.IsWord("WITHIN") && reader.Next.IsWord("GROUP"))
        {
            throw reader.Current.Unsupported("WITHIN GROUP", "Write percentile_approx(value, share).");
        }
    }

    /// <summary>The error for a subquery inside of an expression, or null when something else is wrong.</summary>
    public static SqlUnsupportedException? InExpression(ExpressionSyntaxException exception)
        => exception.Found.Trim('\'').ToUpperInvariant() is "SELECT" or "WITH" or "EXISTS"
            ? new SqlUnsupportedException(exception.LineNumber, exception.ColumnNumber, "a subquery in an expression (correlated or not)", SubqueryAdvice)
            : null;
}
