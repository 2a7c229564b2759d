using Patterns.Core;

namespace Patterns.Tables;

/// <summary>A part of a query has no counterpart in the SQL of another engine. Code <c>sql.dialect</c>.</summary>
public sealed class SqlTextException : PatternsException
{
    internal SqlTextException(SqlDialect dialect, string part, string reason)
        : base("sql.dialect", $"'{part}' cannot be written in the SQL of {dialect}: {reason}. Ask in another way, or compute this part here.")
    {
        Dialect = dialect;
        Part = part;
    }

    /// <summary>The SQL that was to be written.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>The part, in Spark SQL.</summary>
    public string Part { get; }
}
