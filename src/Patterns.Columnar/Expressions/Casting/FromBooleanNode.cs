using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>True as one, false as zero.</summary>
internal sealed class FromBooleanNode<T>(BoundNode operand, DataType type, T one) : BoundNode(type, operand.Nullable, operand)
    where T : unmanaged
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (BooleanColumn)Children[0].Evaluate(scope, rows);
        using var output = new FixedOutput<T>(Type, operand);
        var results = output.Values;
        foreach (var row in rows)
        {
            results[row] = operand[row] ? one : default;
        }

        return output.Detach();
    }
}
