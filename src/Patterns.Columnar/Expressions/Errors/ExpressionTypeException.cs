using Patterns.Columnar.Expressions;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// An expression does not fit a schema: an unknown column or function, or types that do not go together. Its
/// <see cref="PatternsException.Code"/> is <c>expression.type</c>.
/// </summary>
public sealed class ExpressionTypeException : PatternsException
{
    internal ExpressionTypeException(Expression part, string problem)
        : base("expression.type", $"In {PartText.Describe(part)}: {problem}")
    {
        Part = part;
        LineNumber = part.Position.LineNumber;
        ColumnNumber = part.Position.ColumnNumber;
    }

    /// <summary>The part of the expression that does not fit.</summary>
    public Expression Part { get; }

    /// <summary>1-based line of the part in the text; 0 when it was built from code.</summary>
    public int LineNumber { get; }

    /// <summary>1-based column of the part in its line; 0 when it was built from code.</summary>
    public int ColumnNumber { get; }
}
