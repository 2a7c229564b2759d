using Patterns.Columnar.Expressions.Evaluation;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Picks the node that compares a column with a constant of the same stored type.</summary>
internal static class ConstantComparer
{
    /// <param name="test">How to compare.</param>
    /// <param name="operand">The column.</param>
    /// <param name="constant">As of <see cref="PhysicalValue"/>, of the operand's stored type.</param>
    public static BoundNode Create(ConstantTest test, BoundNode operand, object constant) => constant switch
    {
        sbyte value => new CompareConstantNode<sbyte>(operand, test.Comparison, value, test.Form),
        short value => new CompareConstantNode<short>(operand, test.Comparison, value, test.Form),
        int value => new CompareConstantNode<int>(operand, test.Comparison, value, test.Form),
        long value => new CompareConstantNode<long>(operand, test.Comparison, value, test.Form),
        Int128 value => new CompareConstantNode<Int128>(operand, test.Comparison, value, test.Form),
        float value when float.IsNaN(value) => CreateNaN(test, operand, value),
        float value => new CompareConstantNode<float>(operand, test.Comparison, value, test.Form),
        double value when double.IsNaN(value) => CreateNaN(test, operand, value),
        double value => new CompareConstantNode<double>(operand, test.Comparison, value, test.Form),
        _ => new CompareTextConstantNode(operand, test.Comparison, (byte[])constant, test.Form),
    };

    /// <summary>NaN is the largest number and equals itself: everything is at most NaN, and what is not NaN is less.</summary>
    private static BoundNode CreateNaN<T>(ConstantTest test, BoundNode operand, T value)
        where T : unmanaged, System.Numerics.IComparisonOperators<T, T, bool>
        => test.Comparison switch
        {
            ConstantComparison.LessThanOrEqual => new FixedAnswerNode(operand, answer: true, test.Form),
            ConstantComparison.LessThan => new CompareConstantNode<T>(operand, ConstantComparison.IsNaN, value, test.Form ^ ComparisonForm.Negated),
            _ => new CompareConstantNode<T>(operand, ConstantComparison.IsNaN, value, test.Form),
        };
}
