using Patterns.Core;

namespace Patterns.Tables;

/// <summary>A text asks for a part of SQL that is not supported here. Its <see cref="PatternsException.Code"/> is <c>sql.unsupported</c>.</summary>
public sealed class SqlUnsupportedException : PatternsException
{
    internal SqlUnsupportedException(int lineNumber, int columnNumber, string feature, string advice)
        : base("sql.unsupported", FormattableString.Invariant($"Line {lineNumber}, column {columnNumber}: {feature} is not supported. {advice}"))
    {
        LineNumber = lineNumber;
        ColumnNumber = columnNumber;
        Feature = feature;
    }

    /// <summary>1-based line of the text.</summary>
    public int LineNumber { get; }

    /// <summary>1-based column in the line, counted in UTF-16 units.</summary>
    public int ColumnNumber { get; }

    /// <summary>The part of SQL, such as <c>UNION</c> or <c>a window function (OVER)</c>.</summary>
    public string Feature { get; }
}
