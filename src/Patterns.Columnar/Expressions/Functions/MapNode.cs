using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Kernels;
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
    // An entry of the table takes about as long to compute as two rows to look up.
    private const int RowsPerEntry = 2;

    public override bool IsIncreasing => keepsOrder && Children[0].IsIncreasing;

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (FixedColumn<TFrom>)Children[0].Evaluate(scope, rows);
        var values = operand.Values;
        var buffer = ColumnBuffer.Rent<TTo>(values.Length);
        var results = buffer.Span<TTo>(values.Length);
        if (typeof(TFrom) != typeof(int) || !TryMapRange(MemoryMarshal.Cast<TFrom, int>(values), results))
        {
            for (var row = 0; row < results.Length; row++)
            {
                results[row] = map(values[row]);
            }
        }

        return new FixedColumn<TTo>(Type, values.Length, buffer, operand.Validity.Share());
    }

    /// <summary>Days lie close together as a rule: then the function is computed once per day and looked up per row.</summary>
    private bool TryMapRange(ReadOnlySpan<int> values, Span<TTo> results)
    {
        if (values.IsEmpty)
        {
            return true;
        }

        var (min, max) = IntegerBounds.Run(values);
        var count = (long)max - min + 1;
        if (count > values.Length / RowsPerEntry)
        {
            return false;
        }

        var buffer = ColumnBuffer.Rent<TTo>((int)count);
        var table = buffer.Span<TTo>((int)count);
        for (var index = 0; index < table.Length; index++)
        {
            var value = min + index;
            table[index] = map(Unsafe.As<int, TFrom>(ref value));
        }

        for (var row = 0; row < results.Length; row++)
        {
            results[row] = table[values[row] - min];
        }

        buffer.Release();
        return true;
    }
}
