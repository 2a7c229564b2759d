using System.Linq.Expressions;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>Translates conversions between numbers; those that change nothing disappear.</summary>
internal static class ConversionTranslator
{
    private static readonly Dictionary<Type, DataType> Numbers = new()
    {
        [typeof(sbyte)] = DataType.Int8,
        [typeof(byte)] = DataType.Int16,
        [typeof(short)] = DataType.Int16,
        [typeof(ushort)] = DataType.Int32,
        [typeof(int)] = DataType.Int32,
        [typeof(uint)] = DataType.Int64,
        [typeof(long)] = DataType.Int64,
        [typeof(float)] = DataType.Float32,
        [typeof(double)] = DataType.Float64,
    };

    public static Expression Translate(LambdaTranslator translator, UnaryExpression convert)
    {
        var value = translator.Value(convert.Operand);
        var from = Core(convert.Operand.Type);
        var to = Core(convert.Type);
        if (from == to || from.IsEnum || to.IsEnum || to == typeof(object) || (to == typeof(decimal) && from != typeof(float) && from != typeof(double)))
        {
            // Integers become decimals where an operation needs them.
            return value;
        }

        if (Numbers.TryGetValue(to, out var type) && (Numbers.ContainsKey(from) || from == typeof(decimal)))
        {
            return Expression.Cast(value, type);
        }

        return to.IsAssignableFrom(from)
            ? value
            : throw translator.NoCounterpart(convert, $"There is no conversion from {from.Name} to {to.Name}.");
    }

    /// <summary>Whether every value of one type is a value of the other.</summary>
    public static bool IsWidening(Type from, Type to)
    {
        (from, to) = (Core(from), Core(to));
        if (from == to || (from.IsEnum && to == Enum.GetUnderlyingType(from)))
        {
            return true;
        }

        if (from.IsEnum || !Numbers.TryGetValue(from, out var narrow))
        {
            return from.IsEnum;
        }

        return to == typeof(decimal)
            ? narrow.IsInteger
            : Numbers.TryGetValue(to, out var wide) && narrow.Kind <= wide.Kind && !(narrow.Kind == DataTypeKind.Int64 && !wide.IsInteger)
                && !(narrow.Kind == DataTypeKind.Int32 && wide.Kind == DataTypeKind.Float32);
    }

    private static Type Core(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
