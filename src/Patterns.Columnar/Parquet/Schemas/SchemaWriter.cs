using Patterns.Columnar.Parquet.Format;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Schemas;

/// <summary>Lays a schema out as a file's nodes, with the three-level lists and maps that LogicalTypes.md asks for.</summary>
internal static class SchemaWriter
{
    /// <summary>The metadata key under which a field carries the id that the file's schema gives it, as Spark names it.</summary>
    public const string FieldIdKey = "parquet.field.id";

    private const string RootName = "schema";

    public static List<SchemaElement> Write(Schema schema)
    {
        List<SchemaElement> elements = [new() { Name = RootName, ChildCount = schema.Count }];
        foreach (var field in schema.Fields)
        {
            Append(elements, field.Name, field.Type, field.Nullable, FieldId(field));
        }

        return elements;
    }

    private static void Append(List<SchemaElement> elements, string name, DataType type, bool nullable, int? fieldId)
    {
        var repetition = nullable ? Repetition.Optional : Repetition.Required;
        switch (type)
        {
            case ListType list:
                elements.Add(Group(name, repetition, 1, LogicalKind.List, fieldId));
                elements.Add(Group("list", Repetition.Repeated, 1, LogicalKind.None, fieldId: null));
                Append(elements, "element", list.Element, list.ElementNullable, fieldId: null);
                break;
            case MapType map:
                elements.Add(Group(name, repetition, 1, LogicalKind.Map, fieldId));
                elements.Add(Group("key_value", Repetition.Repeated, 2, LogicalKind.None, fieldId: null));
                Append(elements, "key", map.Key, nullable: false, fieldId: null);
                Append(elements, "value", map.Value, map.ValueNullable, fieldId: null);
                break;
            case StructType structure:
                elements.Add(Group(name, repetition, structure.Fields.Count, LogicalKind.None, fieldId));
                foreach (var field in structure.Fields)
                {
                    Append(elements, field.Name, field.Type, field.Nullable, FieldId(field));
                }

                break;
            default:
                elements.Add(LeafTypes.Write(name, type, repetition, fieldId));
                break;
        }
    }

    private static SchemaElement Group(string name, Repetition repetition, int childCount, LogicalKind kind, int? fieldId)
    {
        var logical = Annotations.Kind(kind);
        return new SchemaElement
        {
            Name = name,
            Repetition = repetition,
            ChildCount = childCount,
            FieldId = fieldId,
            Logical = logical,
            ConvertedType = Annotations.Legacy(logical),
        };
    }

    private static int? FieldId(Field field)
        => field.Metadata.TryGetValue(FieldIdKey, out var value) && value.AsInt64() is >= int.MinValue and <= int.MaxValue and var id ? (int)id : null;
}
