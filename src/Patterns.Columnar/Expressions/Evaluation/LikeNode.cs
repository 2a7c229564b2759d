using Patterns.Columnar.Expressions.Pruning;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>LIKE with a pattern that is known beforehand; also starts_with, ends_with and contains with a constant.</summary>
internal sealed class LikeNode(BoundNode operand, LikePattern pattern) : TextTestNode(operand)
{
    public override Outcomes Possible(StatisticsScope statistics)
    {
        var range = Children[0].Range(statistics);
        var isCertain = pattern.Form == LikeForm.Prefix && PrefixRange.AllStartWith(range, pattern.First);
        var mayMatch = pattern.Form == LikeForm.Exact ? range.MayBe(pattern.First) : PrefixRange.MayStartWith(range, pattern.Prefix);
        var outcomes = (mayMatch ? Outcomes.True : Outcomes.None) | (isCertain ? Outcomes.None : Outcomes.False);
        return range.Finish(outcomes, ComparisonForm.Plain);
    }

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
