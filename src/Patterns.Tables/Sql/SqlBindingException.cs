using Patterns.Core;

namespace Patterns.Tables;

/// <summary>
/// A SELECT does not fit the tables: a name that does not exist or is ambiguous, a column that is not grouped, a condition that is neither true
/// nor false. Its <see cref="PatternsException.Code"/> is <c>sql.binding</c>.
/// </summary>
public sealed class SqlBindingException : PatternsException
{
    internal SqlBindingException(int lineNumber, int columnNumber, string problem, Exception? innerException = null)
        : base("sql.binding", lineNumber > 0 ? FormattableString.Invariant($"Line {lineNumber}, column {columnNumber}: {problem}") : problem, innerException)
    {
        LineNumber = lineNumber;
        ColumnNumber = columnNumber;
    }

    /// <summary>1-based line of the text.</summary>
    public int LineNumber { get; }

    /// <summary>1-based column in the line, counted in UTF-16 units.</summary>
    public int ColumnNumber { get; }
}
