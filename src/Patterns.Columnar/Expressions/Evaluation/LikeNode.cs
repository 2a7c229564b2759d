using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>LIKE with a pattern that is known beforehand; also starts_with, ends_with and contains with a constant.</summary>
internal sealed class LikeNode(BoundNode operand, LikePattern pattern) : TextTestNode(operand)
{
    public LikePattern Pattern => pattern;

    protected override bool TryTestAll(PlainBinaryColumn texts, Span<ulong> bits)
    {
        switch (pattern)
        {
            case { Form: LikeForm.Exact }:
                ByteComparison.Equal(texts.Offsets, texts.Bytes, pattern.First, bits);
                return true;
            case { Form: LikeForm.Prefix }:
                ByteComparison.StartsWith(texts.Offsets, texts.Bytes, pattern.First, bits);
                return true;
            case { Form: LikeForm.Suffix }:
                ByteComparison.EndsWith(texts.Offsets, texts.Bytes, pattern.First, bits);
                return true;
            case { Form: LikeForm.Contains }:
                ByteSearch.Contains(texts.Offsets, texts.Bytes, pattern.First, bits);
                return true;
            default:
                return false;
        }
    }

    protected override void Test(BinaryColumn texts, Selection live, Span<ulong> bits)
    {
        foreach (var row in live)
        {
            bits[row >> 6] |= pattern.IsMatch(texts.GetBytes(row)) ? 1UL << row : 0;
        }
    }
}
