using System.Text;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Binds what stands behind a point: the field of a struct, that field of every struct in a list, or the value of a map's key.</summary>
/// <remarks>Source: Spark SQL's ExtractValue.</remarks>
internal static class FieldBinder
{
    /// <param name="part">The part of the expression, for errors.</param>
    /// <param name="operand">What stands in front of the point.</param>
    /// <param name="name">The name behind it.</param>
    public static BoundNode Bind(Expression part, BoundNode operand, string name)
    {
        switch (operand.Type)
        {
            case StructType type:
                var index = ColumnBinder.Find(part, type.Fields, name, "field");
                return new FieldNode(operand, type.Fields[index], index);
            case ListType { Element: StructType type }:
                index = ColumnBinder.Find(part, type.Fields, name, "field");
                return new ListFieldNode(operand, type.Fields[index], index);
            case MapType { Key.Kind: DataTypeKind.String }:
                return new MapValueNode(operand, new ConstantNode(DataType.String, Encoding.UTF8.GetBytes(name)));
            default:
                throw new ExpressionTypeException(
                    part, $"there is no field '{name}': {operand.Type} has no fields; only structs, lists of structs and maps with string keys have.");
        }
    }
}
