using System.Text;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Binds the access to elements of lists and maps.</summary>
internal static class ElementBinder
{
    public static BoundNode Bind(Binder binder, ElementExpression expression)
        => Bind(expression, binder.Bind(expression.Operand), binder.Bind(expression.Key), ListPosition.FromZero);

    /// <param name="source">The part of the expression, for errors.</param>
    /// <param name="operand">The list or map.</param>
    /// <param name="key">The position or key.</param>
    /// <param name="position">What a position in a list means.</param>
    public static BoundNode Bind(Expression source, BoundNode operand, BoundNode key, ListPosition position)
    {
        switch (operand.Type)
        {
            case StructType or ListType { Element: StructType } when key is ConstantNode { Type.Kind: DataTypeKind.String, Value: byte[] name }:
                return FieldBinder.Bind(source, operand, Encoding.UTF8.GetString(name));
            case ListType when key.Type.IsInteger || key is ConstantNode { IsUntypedNull: true }:
                return new ListElementNode(source, operand, Coercion.To(key, DataType.Int64, source), position);
            case ListType:
                throw new ExpressionTypeException(source, $"the position in a list is an integer, but this is {key.Type}.");
            case MapType map:
                return new MapValueNode(operand, MapKey(source, map, key));
            default:
                throw new ExpressionTypeException(source, $"{operand.Type} has no elements; only a list or a map has.");
        }
    }

    /// <summary>The key in the type that the keys of a map have.</summary>
    public static BoundNode MapKey(Expression source, MapType map, BoundNode key)
    {
        var type = Coercion.CommonType(source, [new ConstantNode(map.Key, null), key]);
        return type.Equals(map.Key)
            ? Coercion.ToCommon(key, type, source)
            : throw new ExpressionTypeException(source, $"the keys are {map.Key}, but this is {key.Type}; use CAST.");
    }
}
