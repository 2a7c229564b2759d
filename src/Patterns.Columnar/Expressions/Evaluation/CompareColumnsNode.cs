using System.Numerics;
using Patterns.Columnar.Expressions.Pruning;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Compares two columns of numbers, dates or timestamps.</summary>
internal sealed class CompareColumnsNode<T>(BoundNode left, BoundNode right, bool isLess, ComparisonForm form) : ComparisonNode(left, right, form)
    where T : unmanaged, IComparisonOperators<T, T, bool>
{
    public override Outcomes Possible(StatisticsScope statistics)
        => RangeComparison.Compare(Children[0].Range(statistics), Children[1].Range(statistics), isLess, Form);

    protected override void Compare(Column left, Column? right, Selection rows, Span<ulong> bits)
    {
        var leftValues = ((FixedColumn<T>)left).Values;
        var rightValues = ((FixedColumn<T>)right!).Values;
        switch (isLess, typeof(T) == typeof(double) || typeof(T) == typeof(float))
        {
            case (true, true):
                CompareColumns.Run<T, Comparison.TotalLessThan<T>>(leftValues, rightValues, bits);
                break;
            case (true, false):
                CompareColumns.Run<T, Comparison.LessThan<T>>(leftValues, rightValues, bits);
                break;
            case (false, true):
                CompareColumns.Run<T, Comparison.TotalEqualTo<T>>(leftValues, rightValues, bits);
                break;
            default:
                CompareColumns.Run<T, Comparison.EqualTo<T>>(leftValues, rightValues, bits);
                break;
        }
    }
}
