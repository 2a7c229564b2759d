using Patterns.Columnar.Expressions.Pruning;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Compares text or bytes with a constant by their bytes.</summary>
internal sealed class CompareTextConstantNode(BoundNode operand, ConstantComparison comparison, byte[] constant, ComparisonForm form)
    : ComparisonNode(operand, form)
{
    public override Outcomes Possible(StatisticsScope statistics) => Children[0].Range(statistics).Compare(comparison, constant, Form);

    protected override void Compare(Column left, Column? right, Selection rows, Span<ulong> bits)
    {
        if (left is PlainBinaryColumn plain)
        {
            ComparePlain(plain, bits);
            return;
        }

        var texts = (BinaryColumn)left;
        bits.Clear();
        foreach (var row in rows)
        {
            if (!left.IsNull(row) && IsMatch(texts.GetBytes(row)))
            {
                bits[row >> 6] |= 1UL << row;
            }
        }
    }

    private void ComparePlain(PlainBinaryColumn column, Span<ulong> bits)
    {
        switch (comparison)
        {
            case ConstantComparison.Equal:
                ByteComparison.Equal(column.Offsets, column.Bytes, constant, bits);
                break;
            case ConstantComparison.LessThan:
                ByteComparison.LessThan(column.Offsets, column.Bytes, constant, bits);
                break;
            default:
                ByteComparison.LessThanOrEqual(column.Offsets, column.Bytes, constant, bits);
                break;
        }
    }

    private bool IsMatch(ReadOnlySpan<byte> text) => comparison switch
    {
        ConstantComparison.Equal => text.SequenceEqual(constant),
        ConstantComparison.LessThan => text.SequenceCompareTo(constant) < 0,
        _ => text.SequenceCompareTo(constant) <= 0,
    };
}
