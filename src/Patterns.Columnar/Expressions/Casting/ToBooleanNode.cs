using System.Numerics;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Zero as false, every other number as true.</summary>
internal sealed class ToBooleanNode<T>(BoundNode operand) : BoundNode(DataType.Boolean, operand.Nullable, operand)
    where T : unmanaged, INumberBase<T>
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (FixedColumn<T>)Children[0].Evaluate(scope, rows);
        var buffer = ColumnBuffer.RentCleared<ulong>(Bitmap.WordCount(operand.Length));
        var bits = buffer.Span<ulong>(Bitmap.WordCount(operand.Length));
        var values = operand.Values;
        for (var row = 0; row < values.Length; row++)
        {
            bits[row >> 6] |= T.IsZero(values[row]) ? 0 : 1UL << row;
        }

        return Boolean(buffer, operand.Length, operand.Validity.Share());
    }
}
