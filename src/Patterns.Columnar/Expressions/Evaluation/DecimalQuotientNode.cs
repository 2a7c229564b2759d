using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>DIV on decimals: the whole part of the quotient as a 64-bit integer.</summary>
internal sealed class DecimalQuotientNode(BoundNode left, BoundNode right, ArithmeticFailure failure)
    : BoundNode(DataType.Int64, left.Nullable || right.Nullable, left, right)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var left = new DecimalInput(Children[0], scope, rows);
        using var right = new DecimalInput(Children[1], scope, rows);
        var leftScale = ((DecimalType)Children[0].Type).Scale;
        var rightScale = ((DecimalType)Children[1].Type).Scale;
        var operation = new DecimalOperation(leftScale, rightScale, DecimalType.MaxPrecision, 0);
        var validity = left.Validity.Intersect(right.Validity, scope.RowCount);
        using var live = RowLoop.Of(rows, validity);
        using var output = new FixedOutput<long>(Type, scope.RowCount, validity);
        var results = output.Values;
        foreach (var row in live)
        {
            if (!operation.TryQuotient(left[row], right[row], out results[row]))
            {
                throw failure.At(row, new WideDecimal(left[row], leftScale).ToString(), new WideDecimal(right[row], rightScale).ToString(), Type);
            }
        }

        return output.Detach();
    }
}
