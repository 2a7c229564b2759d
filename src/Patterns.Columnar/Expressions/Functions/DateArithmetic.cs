using Patterns.Columnar.Expressions.Binding;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>A date with days added or taken away.</summary>
internal static class DateArithmetic
{
    /// <summary>Binds <c>date + days</c>, <c>days + date</c> and <c>date - days</c>.</summary>
    public static BoundNode Bind(Expression source, ArithmeticOperator operation, BoundNode left, BoundNode right)
    {
        if (operation == ArithmeticOperator.Add && right.Type.Kind == DataTypeKind.Date)
        {
            (left, right) = (right, left);
        }

        return operation is ArithmeticOperator.Add or ArithmeticOperator.Subtract && left.Type.Kind == DataTypeKind.Date && right.Type.IsInteger
            ? Shift(source, operation, left, right)
            : throw new ExpressionTypeException(
                source, $"only whole days can be added to or taken from a date, but here are {left.Type} and {right.Type}; for the days between dates use datediff.");
    }

    public static BoundNode Shift(Expression source, ArithmeticOperator operation, BoundNode date, BoundNode days)
    {
        if (days.Type.Kind == DataTypeKind.Int64)
        {
            throw new ExpressionTypeException(source, "days are int, but here they are bigint; use CAST.");
        }

        if (date is ConstantNode { IsNull: true } || days is ConstantNode { IsNull: true })
        {
            return new ConstantNode(DataType.Date, null);
        }

        var number = Coercion.To(days, DataType.Int32, source);
        return operation == ArithmeticOperator.Add
            ? new ArithmeticNode<int, IntegerOperation.Add<int>>(DataType.Date, date, number, new ArithmeticFailure(source, "+", IsDivision: false))
            : new ArithmeticNode<int, IntegerOperation.Subtract<int>>(DataType.Date, date, number, new ArithmeticFailure(source, "-", IsDivision: false));
    }
}
