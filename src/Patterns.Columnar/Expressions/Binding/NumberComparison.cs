using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>
/// Compares a column of numbers with a constant number. The constant is brought to the type of the column whenever that gives the same
/// answers, so that <c>quantity &gt; 1.5</c> compares integers with 1 instead of making decimals of them.
/// </summary>
internal static class NumberComparison
{
    public static BoundNode Bind(Expression source, ComparisonOperator comparison, BoundNode operand, ConstantNode constant)
    {
        var test = ConstantTest.Of(comparison);
        if (IsExact(operand.Type) && IsExact(constant.Type))
        {
            return CompareExact(test, operand, constant);
        }

        if (operand.Type.Kind == DataTypeKind.Float32 && AsFloat(constant, source) is { } single)
        {
            return ConstantComparer.Create(test, operand, single);
        }

        var value = ((ConstantNode)Coercion.To(constant, DataType.Float64, source)).Value!;
        return ConstantComparer.Create(test, Coercion.To(operand, DataType.Float64, source), value);
    }


    /// <summary>Whether numbers of the type are computed without rounding: integers and decimals.</summary>
    public static bool IsExact(DataType type) => type.IsInteger || type is DecimalType;

    /// <summary>An exact constant as the stored value of another exact type, or null when that has no such value.</summary>
    public static object? TryConvert(ConstantNode constant, DataType type)
    {
        var (unscaled, isExact) = Scale(constant, ScaleOf(type));
        var (min, max) = RangeOf(type);
        return isExact && unscaled >= min && unscaled <= max ? InWidthOf(type, unscaled) : null;
    }

    /// <summary>The constant as a float when that is the same number, so that no column of doubles is made.</summary>
    private static float? AsFloat(ConstantNode constant, Expression source)
    {
        var value = (double)((ConstantNode)Coercion.To(constant, DataType.Float64, source)).Value!;
        return double.IsNaN(value) || (float)value == value ? (float)value : null;
    }

    private static BoundNode CompareExact(ConstantTest test, BoundNode operand, ConstantNode constant)
    {
        var (unscaled, isExact) = Scale(constant, ScaleOf(operand.Type));
        if (!isExact)
        {
            // Between two values of the column: what is less than the constant is at most the lower of the two.
            if (test.Comparison == ConstantComparison.Equal)
            {
                return new FixedAnswerNode(operand, answer: false, test.Form);
            }

            test = test with { Comparison = ConstantComparison.LessThanOrEqual };
        }

        var (min, max) = RangeOf(operand.Type);
        return unscaled < min || unscaled > max
            ? new FixedAnswerNode(operand, answer: unscaled > max && test.Comparison != ConstantComparison.Equal, test.Form)
            : ConstantComparer.Create(test, operand, InWidthOf(operand.Type, unscaled));
    }

    /// <summary>The unscaled constant at another scale, cut towards negative infinity, and whether nothing was cut.</summary>
    private static (Int128 Unscaled, bool IsExact) Scale(ConstantNode constant, int scale)
    {
        var unscaled = UnscaledOf(constant.Value!);
        var constantScale = ScaleOf(constant.Type);
        if (constantScale > scale)
        {
            return DecimalRounding.DivideFloor(unscaled, PowersOfTen.Int128(constantScale - scale));
        }

        return DecimalRounding.TryScaleUp(unscaled, scale - constantScale, out var scaled)
            ? (scaled, true)
            : (Int128.IsNegative(unscaled) ? Int128.MinValue : Int128.MaxValue, true);
    }

    private static int ScaleOf(DataType type) => type is DecimalType number ? number.Scale : 0;

    private static Int128 UnscaledOf(object value) => value switch
    {
        sbyte number => number,
        short number => number,
        int number => number,
        long number => number,
        _ => (Int128)value,
    };

    private static (Int128 Min, Int128 Max) RangeOf(DataType type) => type.Kind switch
    {
        DataTypeKind.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        DataTypeKind.Int16 => (short.MinValue, short.MaxValue),
        DataTypeKind.Int32 => (int.MinValue, int.MaxValue),
        DataTypeKind.Decimal when ((DecimalType)type).Precision > DecimalType.MaxPrecision64 => (Int128.MinValue, Int128.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };

    private static object InWidthOf(DataType type, Int128 value) => type.Kind switch
    {
        DataTypeKind.Int8 => (sbyte)value,
        DataTypeKind.Int16 => (short)value,
        DataTypeKind.Int32 => (int)value,
        DataTypeKind.Decimal => PhysicalValue.Unscaled(value, (DecimalType)type),
        _ => (long)value,
    };
}
