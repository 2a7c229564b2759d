using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>The number of characters of texts, or of bytes.</summary>
internal sealed class TextLengthNode(BoundNode operand, bool countsBytes) : BoundNode(DataType.Int32, operand.Nullable, operand)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var texts = (BinaryColumn)Children[0].Evaluate(scope, rows);
        var buffer = ColumnBuffer.Rent<int>(texts.Length);
        var lengths = buffer.Span<int>(texts.Length);
        if (texts is PlainBinaryColumn plain && (countsBytes || plain.IsAscii))
        {
            RangeLengths.Run(plain.Offsets, lengths);
        }
        else
        {
            lengths.Clear();
            using var live = RowLoop.Of(rows, texts.Validity);
            foreach (var row in live)
            {
                lengths[row] = countsBytes ? texts.GetBytes(row).Length : Characters.Count(texts.GetBytes(row));
            }
        }

        return new FixedColumn<int>(Type, texts.Length, buffer, texts.Validity.Share());
    }
}
