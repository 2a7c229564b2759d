using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>A function of one number or time that has a result for every value.</summary>
/// <param name="type">Type of the results.</param>
/// <param name="operand">The number or time.</param>
/// <param name="map">The function; must not fail for any value.</param>
/// <param name="keepsOrder">Whether a larger value never gives a smaller result.</param>
internal sealed class MapNode<TFrom, TTo>(DataType type, BoundNode operand, Func<TFrom, TTo> map, bool keepsOrder = false)
    : BoundNode(type, operand.Nullable, operand)
    where TFrom : unmanaged
    where TTo : unmanaged
{
    public override bool IsIncreasing => keepsOrder && Children[0].IsIncreasing;

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (FixedColumn<TFrom>)Children[0].Evaluate(scope, rows);
        var values = operand.Values;
        var buffer = ColumnBuffer.Rent<TTo>(values.Length);
        var results = buffer.Span<TTo>(values.Length);
        for (var row = 0; row < results.Length; row++)
        {
            results[row] = map(values[row]);
        }

        return new FixedColumn<TTo>(Type, values.Length, buffer, operand.Validity.Share());
    }
}
