using System.Numerics;
using Patterns.Columnar.Expressions.Pruning;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Compares numbers, dates or timestamps with a constant.</summary>
internal sealed class CompareConstantNode<T>(BoundNode operand, ConstantComparison comparison, T constant, ComparisonForm form) : ComparisonNode(operand, form)
    where T : unmanaged, IComparisonOperators<T, T, bool>
{
    public override Outcomes Possible(StatisticsScope statistics) => Children[0].Range(statistics).Compare(comparison, constant, Form);

    protected override void Compare(Column left, Column? right, Selection rows, Span<ulong> bits)
    {
        var values = ((FixedColumn<T>)left).Values;
        switch (comparison)
        {
            case ConstantComparison.Equal:
                CompareToScalar.Run<T, Comparison.EqualTo<T>>(values, constant, bits);
                break;
            case ConstantComparison.LessThan:
                CompareToScalar.Run<T, Comparison.LessThan<T>>(values, constant, bits);
                break;
            case ConstantComparison.LessThanOrEqual:
                CompareToScalar.Run<T, Comparison.LessThanOrEqual<T>>(values, constant, bits);
                break;
            default:
                CompareToScalar.Run<T, Comparison.IsNaN<T>>(values, constant, bits);
                break;
        }
    }
}
