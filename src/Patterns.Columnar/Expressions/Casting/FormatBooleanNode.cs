using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Writes booleans as <c>true</c> and <c>false</c>.</summary>
internal sealed class FormatBooleanNode(BoundNode operand) : BoundNode(DataType.String, operand.Nullable, operand)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (BooleanColumn)Children[0].Evaluate(scope, rows);
        using var output = new TextOutput(DataType.String, operand.Length, operand.Validity.Share());
        foreach (var row in rows)
        {
            output.Set(row, operand[row] ? "true"u8 : "false"u8);
        }

        return output.Detach();
    }
}
