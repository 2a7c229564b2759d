using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>A yes-or-no question about one text or byte string, null for null.</summary>
internal abstract class TextTestNode(BoundNode operand) : BoundNode(DataType.Boolean, operand.Nullable, operand)
{
    public sealed override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (BinaryColumn)Children[0].Evaluate(scope, rows);
        var count = Bitmap.WordCount(scope.RowCount);
        var buffer = ColumnBuffer.Rent<ulong>(count);
        var bits = buffer.Span<ulong>(count);
        if (operand is not PlainBinaryColumn plain || rows.Count < rows.Length / 4 || !TryTestAll(plain, bits))
        {
            bits.Clear();
            using var live = RowLoop.Of(rows, operand.Validity);
            Test(operand, live, bits);
        }

        return Boolean(buffer, scope.RowCount, operand.Validity.Share());
    }

    /// <summary>Answers for all rows at once, if there is a way that is faster than row by row.</summary>
    protected virtual bool TryTestAll(PlainBinaryColumn texts, Span<ulong> bits) => false;

    /// <summary>Sets the bits of those of the rows whose answer is yes.</summary>
    protected abstract void Test(BinaryColumn texts, Selection live, Span<ulong> bits);
}
