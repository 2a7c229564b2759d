using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Binds arithmetic on decimals and integers.</summary>
internal static class DecimalBinder
{
    public static BoundNode Bind(ArithmeticOperator operation, BoundNode left, BoundNode right, ArithmeticFailure failure)
    {
        var leftDecimal = AsDecimal(left, failure.Source);
        var rightDecimal = AsDecimal(right, failure.Source);
        var leftType = (DecimalType)leftDecimal.Type;
        var rightType = (DecimalType)rightDecimal.Type;
        if (operation == ArithmeticOperator.IntegerDivide)
        {
            return new DecimalQuotientNode(leftDecimal, rightDecimal, failure);
        }

        var result = DecimalRules.Result(operation, leftType, rightType);
        if (operation == ArithmeticOperator.Multiply && IsNarrow(leftType) && IsNarrow(rightType) && !IsNarrow(result))
        {
            return new WideProductNode(result, leftDecimal, rightDecimal);
        }

        return IsNarrow(result) && operation != ArithmeticOperator.Divide
            ? BindNarrow(operation, result, leftDecimal, rightDecimal, failure)
            : new DecimalNode(operation, result, leftDecimal, rightDecimal, failure);
    }

    /// <summary>Where the result has at most 18 digits, so have the operands at its scale: the whole is arithmetic on 64-bit integers.</summary>
    private static BoundNode BindNarrow(ArithmeticOperator operation, DecimalType result, BoundNode left, BoundNode right, ArithmeticFailure failure)
    {
        if (operation == ArithmeticOperator.Multiply)
        {
            return new ArithmeticNode<long, IntegerOperation.Multiply<long>>(result, left, right, failure);
        }

        var scaledLeft = ToScale(left, result.Scale, failure.Source);
        var scaledRight = ToScale(right, result.Scale, failure.Source);
        if (((DecimalType)scaledLeft.Type).Precision > DecimalType.MaxPrecision64 || ((DecimalType)scaledRight.Type).Precision > DecimalType.MaxPrecision64)
        {
            return new DecimalNode(operation, result, left, right, failure);
        }

        return operation switch
        {
            ArithmeticOperator.Add => new ArithmeticNode<long, IntegerOperation.Add<long>>(result, scaledLeft, scaledRight, failure),
            ArithmeticOperator.Subtract => new ArithmeticNode<long, IntegerOperation.Subtract<long>>(result, scaledLeft, scaledRight, failure),
            _ => new ArithmeticNode<long, IntegerOperation.Remainder<long>>(result, scaledLeft, scaledRight, failure),
        };
    }

    private static bool IsNarrow(DecimalType type) => type.Precision <= DecimalType.MaxPrecision64;

    private static BoundNode ToScale(BoundNode node, int scale, Expression source)
    {
        var type = (DecimalType)node.Type;
        return Coercion.To(node, DataType.Decimal(Math.Min(DecimalType.MaxPrecision, type.Precision + scale - type.Scale), scale), source);
    }

    /// <summary>The operand as a decimal; a constant integer gets just the digits that it has.</summary>
    private static BoundNode AsDecimal(BoundNode node, Expression source)
    {
        if (node.Type is DecimalType)
        {
            return node;
        }

        var type = node is ConstantNode { Value: { } value }
            ? DataType.Decimal(WideDecimalConversion.DigitCount(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)), 0)
            : TypeRules.DecimalOf(node.Type);
        return Coercion.To(node, type, source);
    }
}
