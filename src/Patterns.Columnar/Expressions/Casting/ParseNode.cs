using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Expressions.Text;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Reads values of one width from texts. White space around a text does not count.</summary>
internal sealed class ParseNode<TTo>(BoundNode operand, DataType type, CastMode mode, Expression source, TryParse<TTo> parse)
    : CastNode(operand, type, mode, source)
    where TTo : unmanaged
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (BinaryColumn)Children[0].Evaluate(scope, rows);
        using var live = RowLoop.Of(rows, operand.Validity);
        using var output = new FixedOutput<TTo>(Type, operand);
        var results = output.Values;
        foreach (var row in live)
        {
            if (parse(DateText.Trim(operand.GetBytes(row)), out var result))
            {
                results[row] = result;
            }
            else if (Mode == CastMode.Try)
            {
                output.SetNull(row);
            }
            else
            {
                throw Misfit(row, $"'{operand.GetString(row)}'");
            }
        }

        return output.Detach();
    }
}
