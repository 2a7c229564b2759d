using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>The product of two decimals of at most 18 digits each, which has room in 38 digits: exact, and never an error.</summary>
internal sealed class WideProductNode(DecimalType type, BoundNode left, BoundNode right) : BoundNode(type, left.Nullable || right.Nullable, left, right)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        if (Children[0] is ConstantNode constant)
        {
            return Multiply((long)constant.Value!, Children[1], scope, rows);
        }

        if (Children[1] is ConstantNode other)
        {
            return Multiply((long)other.Value!, Children[0], scope, rows);
        }

        using var left = (FixedColumn<long>)Children[0].Evaluate(scope, rows);
        using var right = (FixedColumn<long>)Children[1].Evaluate(scope, rows);
        var buffer = ColumnBuffer.Rent<Int128>(scope.RowCount);
        WideProduct.Run(new ColumnOperand<long>(left.Values), new ColumnOperand<long>(right.Values), buffer.Span<Int128>(scope.RowCount));
        return new FixedColumn<Int128>(Type, scope.RowCount, buffer, left.Validity.Intersect(right.Validity, scope.RowCount));
    }

    private FixedColumn<Int128> Multiply(long factor, BoundNode operand, EvaluationScope scope, Selection rows)
    {
        using var values = (FixedColumn<long>)operand.Evaluate(scope, rows);
        var buffer = ColumnBuffer.Rent<Int128>(scope.RowCount);
        WideProduct.Run(new ScalarOperand<long>(factor), new ColumnOperand<long>(values.Values), buffer.Span<Int128>(scope.RowCount));
        return new FixedColumn<Int128>(Type, scope.RowCount, buffer, values.Validity.Share());
    }
}
