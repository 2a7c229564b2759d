using System.Runtime.InteropServices;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Decimal arithmetic in 128 bits: exact, rounded half up only where the result's scale has no room.</summary>
internal sealed class DecimalNode : BoundNode
{
    private readonly ArithmeticOperator _operation;
    private readonly ArithmeticFailure _failure;
    private readonly DecimalOperation _decimal;

    public DecimalNode(ArithmeticOperator operation, DecimalType result, BoundNode left, BoundNode right, ArithmeticFailure failure)
        : base(result, left.Nullable || right.Nullable, left, right)
    {
        _operation = operation;
        _failure = failure;
        _decimal = new DecimalOperation(((DecimalType)left.Type).Scale, ((DecimalType)right.Type).Scale, result.Precision, result.Scale);
    }

    public override Column Evaluate(EvaluationScope scope, Selection rows)
        => ((DecimalType)Type).Precision <= DecimalType.MaxPrecision64 ? Evaluate<long>(scope, rows) : Evaluate<Int128>(scope, rows);

    private FixedColumn<T> Evaluate<T>(EvaluationScope scope, Selection rows)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        using var left = new DecimalInput(Children[0], scope, rows);
        using var right = new DecimalInput(Children[1], scope, rows);
        var validity = left.Validity.Intersect(right.Validity, scope.RowCount);
        using var live = RowLoop.Of(rows, validity);
        using var output = new FixedOutput<T>(Type, scope.RowCount, validity);
        var results = output.Values;
        if (_operation == ArithmeticOperator.Multiply && _decimal.IsProductExact && TryMultiply(left, right, results))
        {
            return output.Detach();
        }

        foreach (var row in live)
        {
            var leftValue = left[row];
            var rightValue = right[row];
            if (!TryCompute(leftValue, rightValue, out var result))
            {
                throw _failure.At(row, Text(0, leftValue), Text(1, rightValue), Type);
            }

            results[row] = T.CreateTruncating(result);
        }

        return output.Detach();
    }

    /// <summary>Multiplies all rows at once where the values, also those of rows that are not asked for, have at most 64 bits.</summary>
    private static bool TryMultiply<T>(DecimalInput left, DecimalInput right, Span<T> results)
        where T : unmanaged
    {
        if (typeof(T) != typeof(Int128) || left.TryNarrow(results.Length) is not { } leftValues)
        {
            return false;
        }

        var rightValues = right.TryNarrow(results.Length);
        if (rightValues is not null)
        {
            WideProduct.Run(
                new ColumnOperand<long>(leftValues.Span<long>(results.Length)),
                new ColumnOperand<long>(rightValues.Span<long>(results.Length)),
                MemoryMarshal.Cast<T, Int128>(results));
        }

        leftValues.Release();
        rightValues?.Release();
        return rightValues is not null;
    }

    private bool TryCompute(Int128 left, Int128 right, out Int128 result) => _operation switch
    {
        ArithmeticOperator.Add => _decimal.TryAdd(left, right, out result),
        ArithmeticOperator.Subtract => _decimal.TryAdd(left, -right, out result),
        ArithmeticOperator.Multiply => _decimal.TryMultiply(left, right, out result),
        ArithmeticOperator.Divide => _decimal.TryDivide(left, right, out result),
        _ => _decimal.TryRemainder(left, right, out result),
    };

    private string Text(int child, Int128 value) => new WideDecimal(value, ((DecimalType)Children[child].Type).Scale).ToString();
}
