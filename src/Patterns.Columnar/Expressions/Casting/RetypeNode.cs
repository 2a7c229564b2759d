using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>
/// Gives values another type without touching them: a decimal more digits, an instant to a local time in UTC, a text to its bytes, a nested value
/// more nullable parts.
/// </summary>
internal sealed class RetypeNode(BoundNode operand, DataType type) : BoundNode(type, operand.Nullable, operand)
{
    public override bool IsIncreasing => Children[0].IsIncreasing;

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = Children[0].Evaluate(scope, rows);
        return operand.Retype(Type);
    }
}
