using Patterns.Core;

namespace Patterns.Tables;

/// <summary>A text is not a SELECT. Its <see cref="PatternsException.Code"/> is <c>sql.syntax</c>.</summary>
public sealed class SqlSyntaxException : PatternsException
{
    internal SqlSyntaxException(int lineNumber, int columnNumber, string found, string expected, Exception? innerException = null)
        : base("sql.syntax", FormattableString.Invariant($"Line {lineNumber}, column {columnNumber}: found {found}, expected {expected}."), innerException)
    {
        LineNumber = lineNumber;
        ColumnNumber = columnNumber;
        Found = found;
        Expected = expected;
    }

    /// <summary>1-based line of the text.</summary>
    public int LineNumber { get; }

    /// <summary>1-based column in the line, counted in UTF-16 units.</summary>
    public int ColumnNumber { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }

    /// <summary>What should stand there.</summary>
    public string Expected { get; }
}
