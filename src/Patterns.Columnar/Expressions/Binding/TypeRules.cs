using Patterns.Columnar.Expressions.Text;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Which type two values have in common.</summary>
/// <remarks>
/// Source: Spark SQL, "ANSI Compliance", type promotion. Stricter than Spark: a text is never taken for a number, date or boolean unless it is
/// a literal, because a column of texts that fails to convert half-way through a table helps nobody.
/// </remarks>
internal static class TypeRules
{
    /// <summary>The type that holds the values of both, or null when there is none.</summary>
    public static DataType? Common(DataType left, DataType right)
    {
        if (left.Equals(right))
        {
            return left;
        }

        if (left.IsNumeric && right.IsNumeric)
        {
            return CommonNumber(left, right);
        }

        return (left.Kind, right.Kind) switch
        {
            (DataTypeKind.Date, DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp) => right,
            (DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp, DataTypeKind.Date) => left,
            (DataTypeKind.Timestamp, DataTypeKind.LocalTimestamp) or (DataTypeKind.LocalTimestamp, DataTypeKind.Timestamp) => DataType.Timestamp,
            _ => TypeText.Normalize(left).Equals(TypeText.Normalize(right)) ? TypeText.Normalize(left) : null,
        };
    }

    /// <summary>The decimal that holds every value of an integer type.</summary>
    public static DecimalType DecimalOf(DataType integer) => integer.Kind switch
    {
        DataTypeKind.Int8 => DataType.Decimal(3, 0),
        DataTypeKind.Int16 => DataType.Decimal(5, 0),
        DataTypeKind.Int32 => DataType.Decimal(10, 0),
        _ => DataType.Decimal(20, 0),
    };

    /// <summary>The decimal with room for the digits of both before and behind the point; digits behind the point give way above 38 in all.</summary>
    public static DecimalType Widest(DecimalType left, DecimalType right)
    {
        var whole = Math.Max(left.Precision - left.Scale, right.Precision - right.Scale);
        var scale = Math.Max(left.Scale, right.Scale);
        return whole + scale <= DecimalType.MaxPrecision
            ? DataType.Decimal(whole + scale, scale)
            : DataType.Decimal(DecimalType.MaxPrecision, DecimalType.MaxPrecision - whole);
    }

    private static DataType CommonNumber(DataType left, DataType right)
    {
        if (left.IsInteger && right.IsInteger)
        {
            return left.Kind > right.Kind ? left : right;
        }

        // A float with anything else is a double, because a float holds only the integers of 24 bits.
        return IsFloat(left) || IsFloat(right) ? DataType.Float64 : Widest(AsDecimal(left), AsDecimal(right));
    }

    private static DecimalType AsDecimal(DataType type) => type as DecimalType ?? DecimalOf(type);

    private static bool IsFloat(DataType type) => type.Kind is DataTypeKind.Float32 or DataTypeKind.Float64;
}
