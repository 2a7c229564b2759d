using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Words for an operation that has no result.</summary>
internal sealed record ArithmeticFailure(Expression Source, string Symbol, bool IsDivision)
{
    public ExpressionEvaluationException At(int row, string left, string right, DataType type)
    {
        var isZero = IsDivision && right.All(static digit => digit is '0' or '.' or '-' or 'E' or '+');
        var problem = isZero
            ? $"{left} {Symbol} {right} is a division by zero. Use nullif(divisor, 0) or a condition in front of it to get null instead."
            : $"{left} {Symbol} {right} exceeds {type}. Cast an operand to a larger type.";
        return new ExpressionEvaluationException(Source, row, problem);
    }
}
