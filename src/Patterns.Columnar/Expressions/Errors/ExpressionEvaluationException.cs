using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// A row has no result: a number overflows, a divisor is zero, or a value cannot be cast. Its <see cref="PatternsException.Code"/> is
/// <c>expression.evaluation</c>.
/// </summary>
public sealed class ExpressionEvaluationException : PatternsException
{
    internal ExpressionEvaluationException(string part, int rowIndex, string problem)
        : base("expression.evaluation", $"Row {rowIndex} of the batch (0-based), in '{part}': {problem}")
    {
        Part = part;
        RowIndex = rowIndex;
    }

    /// <summary>The part of the expression that failed, as text.</summary>
    public string Part { get; }

    /// <summary>0-based row of the batch.</summary>
    public int RowIndex { get; }
}
