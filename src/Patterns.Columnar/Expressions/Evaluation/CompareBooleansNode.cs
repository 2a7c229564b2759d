using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Compares booleans; false is less than true.</summary>
internal sealed class CompareBooleansNode(BoundNode left, BoundNode right, ComparisonOperator comparison)
    : ComparisonNode(left, right, comparison == ComparisonOperator.NullSafeEqual ? ComparisonForm.NullSafe : ComparisonForm.Plain)
{
    protected override void Compare(Column left, Column? right, Selection rows, Span<ulong> bits)
    {
        var leftWords = ((BooleanColumn)left).ValueWords;
        var rightWords = ((BooleanColumn)right!).ValueWords;
        switch (comparison)
        {
            case ComparisonOperator.LessThan:
                BitmapLogic.AndNot(rightWords, leftWords, bits);
                break;
            case ComparisonOperator.GreaterThan:
                BitmapLogic.AndNot(leftWords, rightWords, bits);
                break;
            case ComparisonOperator.NotEqual:
                BitmapLogic.Xor(leftWords, rightWords, bits);
                break;
            case ComparisonOperator.LessThanOrEqual:
                BitmapLogic.AndNot(leftWords, rightWords, bits);
                BitmapLogic.Not(bits, bits);
                break;
            case ComparisonOperator.GreaterThanOrEqual:
                BitmapLogic.AndNot(rightWords, leftWords, bits);
                BitmapLogic.Not(bits, bits);
                break;
            default:
                BitmapLogic.Xor(leftWords, rightWords, bits);
                BitmapLogic.Not(bits, bits);
                break;
        }
    }
}
