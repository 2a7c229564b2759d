using System.Numerics;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Converts numbers where every value fits, if need be rounded to the nearest floating-point number.</summary>
internal sealed class WidenNode<TFrom, TTo>(BoundNode operand, DataType type) : BoundNode(type, operand.Nullable, operand)
    where TFrom : unmanaged, INumberBase<TFrom>
    where TTo : unmanaged, INumberBase<TTo>
{
    public override bool IsIncreasing => Children[0].IsIncreasing;

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (FixedColumn<TFrom>)Children[0].Evaluate(scope, rows);
        var values = operand.Values;
        var buffer = ColumnBuffer.Rent<TTo>(values.Length);
        var results = buffer.Span<TTo>(values.Length);
        for (var row = 0; row < results.Length; row++)
        {
            results[row] = TTo.CreateTruncating(values[row]);
        }

        return new FixedColumn<TTo>(Type, values.Length, buffer, operand.Validity.Share());
    }
}
