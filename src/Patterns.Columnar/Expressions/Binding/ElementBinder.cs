using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Binds the access to elements of lists and maps.</summary>
internal static class ElementBinder
{
    public static BoundNode Bind(Binder binder, ElementExpression expression)
        => Bind(expression, binder.Bind(expression.Operand), binder.Bind(expression.Key), isOneBased: false);

    /// <param name="source">The part of the expression, for errors.</param>
    /// <param name="operand">The list or map.</param>
    /// <param name="key">The position or key.</param>
    /// <param name="isOneBased">Whether positions begin with 1, as in element_at.</param>
    public static BoundNode Bind(Expression source, BoundNode operand, BoundNode key, bool isOneBased)
    {
        switch (operand.Type)
        {
            case ListType when key.Type.IsInteger || key is ConstantNode { IsUntypedNull: true }:
                return new ListElementNode(operand, Coercion.To(key, DataType.Int64, source), isOneBased);
            case ListType:
                throw new ExpressionTypeException(source, $"the position in a list is an integer, but this is {key.Type}.");
            case MapType map:
                var type = Coercion.CommonType(source, [new ConstantNode(map.Key, null), key]);
                return type.Equals(map.Key)
                    ? new MapValueNode(operand, Coercion.ToCommon(key, type, source))
                    : throw new ExpressionTypeException(source, $"the keys are {map.Key}, but this is {key.Type}; use CAST.");
            default:
                throw new ExpressionTypeException(source, $"{operand.Type} has no elements; only a list or a map has.");
        }
    }
}
