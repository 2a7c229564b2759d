using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>A comparison of a column with a constant or with another column. What all comparisons share: negation and nulls.</summary>
internal abstract class ComparisonNode : BoundNode
{
    protected ComparisonNode(BoundNode left, ComparisonForm form)
        : base(DataType.Boolean, left.Nullable && !form.HasFlag(ComparisonForm.NullSafe), left)
        => Form = form;

    protected ComparisonNode(BoundNode left, BoundNode right, ComparisonForm form)
        : base(DataType.Boolean, (left.Nullable || right.Nullable) && !form.HasFlag(ComparisonForm.NullSafe), left, right)
        => Form = form;

    protected ComparisonForm Form { get; }

    public sealed override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var left = Children[0].Evaluate(scope, rows);
        using var right = Children.Count > 1 ? Children[1].Evaluate(scope, rows) : null;
        var count = Bitmap.WordCount(scope.RowCount);
        var buffer = ColumnBuffer.Rent<ulong>(count);
        var bits = buffer.Span<ulong>(count);
        Compare(left, right, rows, bits);
        if (Form.HasFlag(ComparisonForm.Negated))
        {
            BitmapLogic.Not(bits, bits);
        }

        if (!Form.HasFlag(ComparisonForm.NullSafe))
        {
            return Boolean(buffer, scope.RowCount, right is null ? left.Validity.Share() : left.Validity.Intersect(right.Validity, scope.RowCount));
        }

        NullSafety.Apply(left.ValidityWords, right is null ? default : right.ValidityWords, bits);
        return Boolean(buffer, scope.RowCount, default);
    }

    /// <summary>Compares without regard to nulls and negation.</summary>
    /// <param name="left">The left column.</param>
    /// <param name="right">The right column; null for a comparison with a constant.</param>
    /// <param name="rows">The rows that matter.</param>
    /// <param name="bits">Receives one bit per row; bits of other rows and behind the last one may have any value.</param>
    protected abstract void Compare(Column left, Column? right, Selection rows, Span<ulong> bits);
}
