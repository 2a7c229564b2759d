using Patterns.Columnar.Expressions.Pruning;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Compares two columns of text or bytes by their bytes.</summary>
internal sealed class CompareTextsNode(BoundNode left, BoundNode right, bool isLess, ComparisonForm form) : ComparisonNode(left, right, form)
{
    public override Outcomes Possible(StatisticsScope statistics)
        => RangeComparison.Compare(Children[0].Range(statistics), Children[1].Range(statistics), isLess, Form);

    protected override void Compare(Column left, Column? right, Selection rows, Span<ulong> bits)
    {
        var leftTexts = (BinaryColumn)left;
        var rightTexts = (BinaryColumn)right!;
        bits.Clear();
        foreach (var row in rows)
        {
            if (left.IsNull(row) || right!.IsNull(row))
            {
                continue;
            }

            var leftText = leftTexts.GetBytes(row);
            var rightText = rightTexts.GetBytes(row);
            if (isLess ? leftText.SequenceCompareTo(rightText) < 0 : leftText.SequenceEqual(rightText))
            {
                bits[row >> 6] |= 1UL << row;
            }
        }
    }
}
