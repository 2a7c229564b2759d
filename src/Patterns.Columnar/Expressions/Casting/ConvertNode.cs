using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Converts values of one width to another where some values may not fit.</summary>
internal sealed class ConvertNode<TFrom, TTo>(BoundNode operand, DataType type, CastMode mode, Expression source, TryConvert<TFrom, TTo> convert)
    : CastNode(operand, type, mode, source)
    where TFrom : unmanaged
    where TTo : unmanaged
{
    public override bool IsIncreasing => Mode == CastMode.Strict && Children[0].IsIncreasing;

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (FixedColumn<TFrom>)Children[0].Evaluate(scope, rows);
        using var live = RowLoop.Of(rows, operand.Validity);
        using var output = new FixedOutput<TTo>(Type, operand);
        var values = operand.Values;
        var results = output.Values;
        foreach (var row in live)
        {
            if (convert(values[row], out var result))
            {
                results[row] = result;
            }
            else if (Mode == CastMode.Try)
            {
                output.SetNull(row);
            }
            else
            {
                throw Misfit(row, operand.GetValue(row));
            }
        }

        return output.Detach();
    }
}
