using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>A text is not an expression. Its <see cref="PatternsException.Code"/> is <c>expression.syntax</c>.</summary>
public sealed class ExpressionSyntaxException : PatternsException
{
    internal ExpressionSyntaxException(int lineNumber, int columnNumber, string found, string expected)
        : base("expression.syntax", $"Line {lineNumber}, column {columnNumber}: found {found}, expected {expected}.")
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
