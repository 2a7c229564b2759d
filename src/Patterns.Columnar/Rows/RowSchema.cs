using Patterns.Columnar.Rows.Bindings;
using Patterns.Core;

namespace Patterns.Columnar.Rows;

/// <summary>Derives columns from a row type.</summary>
internal static class RowSchema
{
    public static Schema Derive(RowShape shape, RowBinderOptions options) => new(Fields(shape, options, [shape.Type]));

    private static Field[] Fields(RowShape shape, RowBinderOptions options, HashSet<Type> enclosing)
        => [.. shape.Properties.Select(property => new Field(property.Column, TypeOf(property.Value, options, enclosing), property.Value.AcceptsNull))];

    private static DataType TypeOf(RowValue value, RowBinderOptions options, HashSet<Type> enclosing)
    {
        var type = value.CoreType;
        if (ScalarTypes.Find(value) is { } scalar)
        {
            return scalar;
        }

        if (RowCollections.IsList(type, out var elementType))
        {
            var element = value.Element(elementType);
            return DataType.List(TypeOf(element, options, enclosing), element.AcceptsNull);
        }

        if (RowCollections.IsMap(type, out var keyType, out var valueType))
        {
            var mapped = value.Argument(valueType, 1);
            return DataType.Map(TypeOf(value.Argument(keyType, 0), options, enclosing), TypeOf(mapped, options, enclosing), mapped.AcceptsNull);
        }

        ScalarTypes.RequireRowType(value);
        if (!enclosing.Add(type))
        {
            throw new ArgumentException($"{value.Path} leads back to {type}; a column cannot hold a type within itself. Leave it out with [Column(Ignore = true)].");
        }

        var fields = Fields(NestedTypes.ShapeOf(value, options), options, enclosing);
        enclosing.Remove(type);
        return DataType.Struct(fields);
    }
}
