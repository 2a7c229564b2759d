using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Precision and scale of the results of decimal arithmetic.</summary>
/// <remarks>
/// Source: Spark SQL's DecimalPrecision, with spark.sql.decimalOperations.allowPrecisionLoss = true, its default: above 38 digits the scale
/// gives way, but not below 6.
/// </remarks>
internal static class DecimalRules
{
    private const int MinAdjustedScale = 6;

    public static DecimalType Result(ArithmeticOperator operation, DecimalType left, DecimalType right)
    {
        var wholeLeft = left.Precision - left.Scale;
        var wholeRight = right.Precision - right.Scale;
        var scale = Math.Max(left.Scale, right.Scale);
        switch (operation)
        {
            case ArithmeticOperator.Add or ArithmeticOperator.Subtract:
                return Adjust(Math.Max(wholeLeft, wholeRight) + scale + 1, scale);
            case ArithmeticOperator.Multiply:
                return Adjust(left.Precision + right.Precision + 1, left.Scale + right.Scale);
            case ArithmeticOperator.Divide:
                var quotientScale = Math.Max(MinAdjustedScale, left.Scale + right.Precision + 1);
                return Adjust(wholeLeft + right.Scale + quotientScale, quotientScale);
            default:
                return Adjust(Math.Min(wholeLeft, wholeRight) + scale, scale);
        }
    }

    /// <summary>A type within 38 digits.</summary>
    public static DecimalType Adjust(int precision, int scale)
    {
        if (precision <= DecimalType.MaxPrecision)
        {
            return DataType.Decimal(Math.Max(precision, 1), scale);
        }

        var whole = precision - scale;
        var adjusted = Math.Max(DecimalType.MaxPrecision - whole, Math.Min(scale, MinAdjustedScale));
        return DataType.Decimal(DecimalType.MaxPrecision, adjusted);
    }
}
