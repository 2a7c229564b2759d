using Patterns.Core;

namespace Patterns.Columnar.Aggregation;

/// <summary>A column of small integers plus a number: <c>width + 5</c>.</summary>
/// <param name="Column">The column.</param>
/// <param name="Shift">The number.</param>
internal readonly record struct ShiftedColumn(ColumnExpression Column, long Shift)
{
    /// <summary>
    /// What an expression adds to a column, or null when it is something else. Also null when the addition itself could overflow, which is an error that
    /// must be found row by row: the type of the result holds whatever the column may hold, shifted.
    /// </summary>
    /// <param name="expression">The expression.</param>
    /// <param name="type">Its type.</param>
    /// <param name="input">The columns that it reads.</param>
    public static ShiftedColumn? Of(Expression expression, DataType type, Schema input)
    {
        var (column, shift) = expression switch
        {
            ArithmeticExpression { Operator: ArithmeticOperator.Add, Left: ColumnExpression left, Right: LiteralExpression { Value: int right } } => (left, (long)right),
            ArithmeticExpression { Operator: ArithmeticOperator.Add, Left: LiteralExpression { Value: int left }, Right: ColumnExpression right } => (right, left),
            ArithmeticExpression { Operator: ArithmeticOperator.Subtract, Left: ColumnExpression left, Right: LiteralExpression { Value: int right } } => (left, -(long)right),
            _ => (null, 0),
        };
        if (column is null || RangeOf(column.Bind(input).Type) is not { } range || RangeOf(type) is not { } result)
        {
            return null;
        }

        return range.Lowest + shift >= result.Lowest && range.Highest + shift <= result.Highest ? new ShiftedColumn(column, shift) : null;
    }

    private static (long Lowest, long Highest)? RangeOf(DataType type) => type.Kind switch
    {
        DataTypeKind.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        DataTypeKind.Int16 => (short.MinValue, short.MaxValue),
        DataTypeKind.Int32 => (int.MinValue, int.MaxValue),
        _ => null,
    };
}
