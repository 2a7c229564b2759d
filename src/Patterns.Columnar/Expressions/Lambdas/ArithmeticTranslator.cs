using System.Linq.Expressions;
using Patterns.Core;
using LinqExpression = System.Linq.Expressions.Expression;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>Translates arithmetic, and + on texts. Integers divide as in C#: the fraction is cut off.</summary>
internal static class ArithmeticTranslator
{
    public static Expression Translate(LambdaTranslator translator, BinaryExpression binary)
    {
        if (binary.Type == typeof(string) && binary.NodeType == ExpressionType.Add)
        {
            return Expression.Call("concat", Text(translator, binary.Left), Text(translator, binary.Right));
        }

        var type = Nullable.GetUnderlyingType(binary.Type) ?? binary.Type;
        ArithmeticOperator? operation = binary.NodeType switch
        {
            ExpressionType.Add or ExpressionType.AddChecked => ArithmeticOperator.Add,
            ExpressionType.Subtract or ExpressionType.SubtractChecked => ArithmeticOperator.Subtract,
            ExpressionType.Multiply or ExpressionType.MultiplyChecked => ArithmeticOperator.Multiply,
            ExpressionType.Divide => IsInteger(type) ? ArithmeticOperator.IntegerDivide : ArithmeticOperator.Divide,
            ExpressionType.Modulo => ArithmeticOperator.Remainder,
            _ => null,
        };
        if (operation is null || !(IsInteger(type) || type == typeof(float) || type == typeof(double) || type == typeof(decimal)))
        {
            throw translator.NoCounterpart(binary, "Compute it after reading the rows.");
        }

        var result = Expression.Arithmetic(operation.Value, translator.Value(binary.Left), translator.Value(binary.Right));
        return operation == ArithmeticOperator.IntegerDivide && type == typeof(int) ? Expression.Cast(result, DataType.Int32) : result;
    }

    /// <summary>An operand of + on texts, where null counts as an empty text.</summary>
    public static Expression Text(LambdaTranslator translator, LinqExpression part)
    {
        var operand = part is UnaryExpression { NodeType: ExpressionType.Convert } boxed && boxed.Type == typeof(object) ? boxed.Operand : part;
        var type = Nullable.GetUnderlyingType(operand.Type) ?? operand.Type;
        if (type != typeof(string) && type != typeof(char) && !IsInteger(type))
        {
            throw translator.NoCounterpart(part, "How it is written as a text depends on the culture; add texts and integers only.");
        }

        var value = translator.Value(operand);
        return Nullability.MayBeNull(operand) && value is not LiteralExpression { Value: not null }
            ? Expression.Call("coalesce", type == typeof(string) ? value : Expression.Cast(value, DataType.String), Expression.Literal(""))
            : value;
    }

    private static bool IsInteger(Type type)
        => type == typeof(int) || type == typeof(long) || type == typeof(uint) || type == typeof(short) || type == typeof(sbyte) || type == typeof(byte)
            || type == typeof(ushort) || type == typeof(ulong);
}
