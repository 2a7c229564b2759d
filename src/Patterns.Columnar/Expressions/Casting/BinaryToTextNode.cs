using System.Text;
using System.Text.Unicode;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Reads bytes as UTF-8; bytes that are no UTF-8 become U+FFFD.</summary>
internal sealed class BinaryToTextNode(BoundNode operand) : BoundNode(DataType.String, operand.Nullable, operand)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (BinaryColumn)Children[0].Evaluate(scope, rows);
        using var live = RowLoop.Of(rows, operand.Validity);
        using var output = new TextOutput(DataType.String, operand.Length, operand.Validity.Share());
        foreach (var row in live)
        {
            var bytes = operand.GetBytes(row);
            output.Set(row, Utf8.IsValid(bytes) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)));
        }

        return output.Detach();
    }
}
