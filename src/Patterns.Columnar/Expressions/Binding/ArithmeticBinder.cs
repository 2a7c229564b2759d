using System.Numerics;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Expressions.Functions;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Binds arithmetic: finds the type of the result and brings both sides to the type that is computed in.</summary>
internal static class ArithmeticBinder
{
    public static BoundNode Bind(Binder binder, ArithmeticExpression expression)
        => Bind(expression, expression.Operator, binder.Bind(expression.Left), binder.Bind(expression.Right));

    public static BoundNode Bind(Binder binder, NegateExpression expression) => Negate(expression, binder.Bind(expression.Operand));

    /// <summary>Turns the sign of a bound number.</summary>
    public static BoundNode Negate(Expression expression, BoundNode operand)
    {
        RequireNumber(expression, operand);
        if (operand is ConstantNode { IsNull: true })
        {
            return operand;
        }

        var failure = new ArithmeticFailure(expression, "-", IsDivision: false);
        var zero = operand.Type.Kind switch
        {
            // Minus zero, so that the sign of a zero is turned, too.
            DataTypeKind.Float32 => new ConstantNode(operand.Type, -0f),
            DataTypeKind.Float64 => new ConstantNode(operand.Type, -0d),
            DataTypeKind.Decimal => new ConstantNode(operand.Type, PhysicalValue.Unscaled(0, (DecimalType)operand.Type)),
            _ => (ConstantNode)Coercion.To(new ConstantNode(DataType.Int8, (sbyte)0), operand.Type, expression),
        };
        return Create(ArithmeticOperator.Subtract, operand.Type, zero, operand, failure);
    }

    /// <summary>Binds an operation on bound operands.</summary>
    public static BoundNode Bind(Expression source, ArithmeticOperator operation, BoundNode left, BoundNode right)
    {
        if (left.Type.Kind == DataTypeKind.Date || right.Type.Kind == DataTypeKind.Date)
        {
            return DateArithmetic.Bind(source, operation, left, right);
        }

        RequireNumber(source, left);
        RequireNumber(source, right);
        if (left is ConstantNode { IsNull: true } || right is ConstantNode { IsNull: true })
        {
            return new ConstantNode(ResultOfNull(operation, left, right), null);
        }

        var failure = new ArithmeticFailure(
            source,
            SymbolOf(operation),
            operation is ArithmeticOperator.Divide or ArithmeticOperator.IntegerDivide or ArithmeticOperator.Remainder);
        var hasFloat = IsFloat(left.Type) || IsFloat(right.Type);
        if (!hasFloat && (left.Type is DecimalType || right.Type is DecimalType))
        {
            return DecimalBinder.Bind(operation, left, right, failure);
        }

        if (operation == ArithmeticOperator.IntegerDivide && hasFloat)
        {
            throw new ExpressionTypeException(source, $"DIV divides integers and decimals, but here are {left.Type} and {right.Type}; use / or CAST.");
        }

        var type = operation switch
        {
            ArithmeticOperator.Divide when !hasFloat => DataType.Float64,
            ArithmeticOperator.IntegerDivide => DataType.Int64,
            _ => TypeRules.Common(left.Type, right.Type)!,
        };
        return Create(operation, type, Coercion.To(left, type, source), Coercion.To(right, type, source), failure);
    }

    private static void RequireNumber(Expression source, BoundNode operand)
    {
        if (!operand.Type.IsNumeric && operand is not ConstantNode { IsUntypedNull: true })
        {
            throw new ExpressionTypeException(source, $"arithmetic needs numbers, but an operand is {operand.Type}; use CAST.");
        }
    }

    private static DataType ResultOfNull(ArithmeticOperator operation, BoundNode left, BoundNode right)
    {
        var type = left is ConstantNode { IsUntypedNull: true } ? right is ConstantNode { IsUntypedNull: true } ? DataType.Float64 : right.Type
            : right is ConstantNode { IsUntypedNull: true } ? left.Type
            : TypeRules.Common(left.Type, right.Type)!;
        return operation switch
        {
            ArithmeticOperator.IntegerDivide => DataType.Int64,
            ArithmeticOperator.Divide when type.IsInteger => DataType.Float64,
            _ => type,
        };
    }

    private static BoundNode Create(ArithmeticOperator operation, DataType type, BoundNode left, BoundNode right, ArithmeticFailure failure) => type.Kind switch
    {
        DataTypeKind.Int8 => CreateInteger<sbyte>(operation, type, left, right, failure),
        DataTypeKind.Int16 => CreateInteger<short>(operation, type, left, right, failure),
        DataTypeKind.Int32 => CreateInteger<int>(operation, type, left, right, failure),
        DataTypeKind.Int64 => CreateInteger<long>(operation, type, left, right, failure),
        DataTypeKind.Float32 => CreateFloat<float>(operation, type, left, right, failure),
        DataTypeKind.Float64 => CreateFloat<double>(operation, type, left, right, failure),
        DataTypeKind.Decimal when ((DecimalType)type).Precision <= DecimalType.MaxPrecision64 => CreateInteger<long>(operation, type, left, right, failure),
        _ => CreateInteger<Int128>(operation, type, left, right, failure),
    };

    private static BoundNode CreateInteger<T>(ArithmeticOperator operation, DataType type, BoundNode left, BoundNode right, ArithmeticFailure failure)
        where T : unmanaged, IBinaryInteger<T>
        => operation switch
        {
            ArithmeticOperator.Add => new ArithmeticNode<T, IntegerOperation.Add<T>>(type, left, right, failure),
            ArithmeticOperator.Subtract => new ArithmeticNode<T, IntegerOperation.Subtract<T>>(type, left, right, failure),
            ArithmeticOperator.Multiply => new ArithmeticNode<T, IntegerOperation.Multiply<T>>(type, left, right, failure),
            ArithmeticOperator.Remainder => new ArithmeticNode<T, IntegerOperation.Remainder<T>>(type, left, right, failure),
            _ => new ArithmeticNode<T, IntegerOperation.Divide<T>>(type, left, right, failure),
        };

    private static BoundNode CreateFloat<T>(ArithmeticOperator operation, DataType type, BoundNode left, BoundNode right, ArithmeticFailure failure)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => operation switch
        {
            ArithmeticOperator.Add => new ArithmeticNode<T, FloatOperation.Add<T>>(type, left, right, failure),
            ArithmeticOperator.Subtract => new ArithmeticNode<T, FloatOperation.Subtract<T>>(type, left, right, failure),
            ArithmeticOperator.Multiply => new ArithmeticNode<T, FloatOperation.Multiply<T>>(type, left, right, failure),
            ArithmeticOperator.Remainder => new ArithmeticNode<T, FloatOperation.Remainder<T>>(type, left, right, failure),
            _ => new ArithmeticNode<T, FloatOperation.Divide<T>>(type, left, right, failure),
        };

    private static bool IsFloat(DataType type) => type.Kind is DataTypeKind.Float32 or DataTypeKind.Float64;

    private static string SymbolOf(ArithmeticOperator operation) => operation switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        ArithmeticOperator.IntegerDivide => "DIV",
        _ => "%",
    };
}
