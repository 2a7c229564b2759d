using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>
/// Arithmetic on numbers of one width. All rows are computed at once; only when one of them fails is it looked for whether that row is
/// selected and not null.
/// </summary>
internal sealed class ArithmeticNode<T, TOperation>(DataType type, BoundNode left, BoundNode right, ArithmeticFailure failure)
    : BoundNode(type, left.Nullable || right.Nullable, left, right)
    where T : unmanaged
    where TOperation : struct, IArithmetic<T>
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var left = Children is [ConstantNode, not ConstantNode] ? null : (FixedColumn<T>)Children[0].Evaluate(scope, rows);
        using var right = Children[1] is ConstantNode ? null : (FixedColumn<T>)Children[1].Evaluate(scope, rows);
        var validity = left is null ? right!.Validity.Share() : right is null ? left.Validity.Share() : left.Validity.Intersect(right.Validity, scope.RowCount);
        var buffer = ColumnBuffer.Rent<T>(scope.RowCount);
        var results = buffer.Span<T>(scope.RowCount);
        var result = new FixedColumn<T>(Type, scope.RowCount, buffer, validity);
        if (!Compute(left, right, results))
        {
            using var live = RowLoop.Of(rows, validity);
            FindFailure(left, right, live);
        }

        return result;
    }

    /// <summary>A constant added or taken away keeps the order.</summary>
    public override bool IsIncreasing
        => TOperation.KeepsOrder && Children[0].IsIncreasing && Children[1] is ConstantNode { IsNull: false };

    private bool Compute(FixedColumn<T>? left, FixedColumn<T>? right, Span<T> results)
    {
        if (left is null)
        {
            return Arithmetic.Run<T, TOperation, ScalarOperand<T>, ColumnOperand<T>>(new(ConstantOf(0)), new(right!.Values), results);
        }

        return right is null
            ? Arithmetic.Run<T, TOperation, ColumnOperand<T>, ScalarOperand<T>>(new(left.Values), new(ConstantOf(1)), results)
            : Arithmetic.Run<T, TOperation, ColumnOperand<T>, ColumnOperand<T>>(new(left.Values), new(right.Values), results);
    }

    private void FindFailure(FixedColumn<T>? left, FixedColumn<T>? right, Selection live)
    {
        foreach (var row in live)
        {
            var leftValue = left is null ? ConstantOf(0) : left.Values[row];
            var rightValue = right is null ? ConstantOf(1) : right.Values[row];
            var failed = false;
            TOperation.Apply(leftValue, rightValue, ref failed);
            if (failed)
            {
                throw failure.At(row, $"{leftValue}", $"{rightValue}", Type);
            }
        }
    }

    private T ConstantOf(int child) => (T)((ConstantNode)Children[child]).Value!;
}
