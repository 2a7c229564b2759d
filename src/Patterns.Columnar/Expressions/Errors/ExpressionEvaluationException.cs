using Patterns.Columnar.Expressions;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// A row has no result: a number overflows, a divisor is zero, or a value cannot be cast. Its <see cref="PatternsException.Code"/> is
/// <c>expression.evaluation</c>.
/// </summary>
public sealed class ExpressionEvaluationException : PatternsException
{
    internal ExpressionEvaluationException(Expression part, int rowIndex, string problem)
        : base("expression.evaluation", $"Row {rowIndex} of the batch (0-based), in {PartText.Describe(part)}: {problem}")
    {
        Part = part.ToString();
        RowIndex = rowIndex;
        LineNumber = part.Position.LineNumber;
        ColumnNumber = part.Position.ColumnNumber;
    }

    /// <summary>The part of the expression that failed, as text.</summary>
    public string Part { get; }

    /// <summary>0-based row of the batch.</summary>
    public int RowIndex { get; }

    /// <summary>1-based line of the part in the text of the expression; 0 when it was built from code.</summary>
    public int LineNumber { get; }

    /// <summary>1-based column of the part in its line; 0 when it was built from code.</summary>
    public int ColumnNumber { get; }
}
