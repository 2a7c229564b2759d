using Patterns.Columnar.Parquet.Format;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Schemas;

/// <summary>
/// Finds the schema that a file's nodes stand for, with all legacy shapes of lists and maps. Source: parquet-format, LogicalTypes.md, "Nested
/// Types" and its backward-compatibility rules.
/// </summary>
internal static class SchemaReader
{
    public static (Schema Schema, FieldShape[] Shapes) Read(SchemaTree tree)
    {
        var shapes = new FieldShape[tree.Fields.Count];
        var fields = new Field[tree.Fields.Count];
        for (var index = 0; index < fields.Length; index++)
        {
            shapes[index] = Shape(tree.Fields[index]);
            fields[index] = NamedField(tree.Fields[index], shapes[index]);
        }

        CheckNames(fields, "the schema");
        return (new Schema(fields), shapes);
    }

    /// <summary>The shape of a node; a repeated one outside a list is a list of required elements.</summary>
    private static FieldShape Shape(SchemaNode node)
    {
        if (node.IsRepeated)
        {
            return UnannotatedList(node);
        }

        return node switch
        {
            { IsLeaf: true } => Leaf(node),
            { Annotation.Kind: LogicalKind.List, Children: [{ IsRepeated: true } repeated] } => List(node, Element(node, repeated), repeated),
            { Annotation.Kind: LogicalKind.Map, Children: [{ IsRepeated: true, IsLeaf: false } entries] } => Map(node, entries),
            _ => Struct(node),
        };
    }

    private static LeafShape Leaf(SchemaNode node) => new()
    {
        Leaf = node,
        Type = LeafTypes.Read(node),
        IsNullable = node.IsOptional,
        Definition = node.Definition,
        SlotDefinition = node.SlotDefinition,
        SlotRepetition = node.Repetition,
    };

    private static StructShape Struct(SchemaNode node)
    {
        if (node.Children.Count == 0)
        {
            throw new CorruptDataException($"group '{node.DottedPath}' has no fields, which no type stands for");
        }

        var shapes = node.Children.Select(Shape).ToArray();
        var fields = node.Children.Select((child, index) => NamedField(child, shapes[index])).ToArray();
        CheckNames(fields, $"group '{node.DottedPath}'");
        return new StructShape
        {
            Fields = shapes,
            Type = DataType.Struct(fields),
            IsNullable = node.IsOptional,
            Definition = node.Definition,
            SlotDefinition = node.SlotDefinition,
            SlotRepetition = node.Repetition,
        };
    }

    private static RepeatedShape UnannotatedList(SchemaNode node)
    {
        FieldShape element = node.IsLeaf ? Leaf(node) : Struct(node);
        return new RepeatedShape
        {
            Parts = [element],
            Type = DataType.List(element.Type, elementNullable: false),
            IsNullable = false,
            Definition = node.Definition - 1,
            SlotDefinition = node.OuterSlotDefinition,
            SlotRepetition = node.Repetition - 1,
            Repetition = node.Repetition,
            ElementDefinition = node.Definition,
        };
    }

    private static RepeatedShape List(SchemaNode list, FieldShape element, SchemaNode repeated) => new()
    {
        Parts = [element],
        Type = DataType.List(element.Type, element.IsNullable),
        IsNullable = list.IsOptional,
        Definition = list.Definition,
        SlotDefinition = list.SlotDefinition,
        SlotRepetition = repeated.Repetition - 1,
        Repetition = repeated.Repetition,
        ElementDefinition = repeated.Definition,
    };

    /// <summary>The backward-compatibility rules 1 to 4 of lists decide whether the repeated node is the element or holds it.</summary>
    private static FieldShape Element(SchemaNode list, SchemaNode repeated)
    {
        if (repeated.IsLeaf)
        {
            return Leaf(repeated);
        }

        var isElement = repeated.Children.Count != 1
            || repeated.Children[0].IsRepeated
            || repeated.Name == "array"
            || repeated.Name == list.Name + "_tuple";
        return !isElement ? Shape(repeated.Children[0])
            : repeated.Annotation.Kind is LogicalKind.List or LogicalKind.Map ? AnnotatedElement(repeated)
            : Struct(repeated);
    }

    /// <summary>A repeated node that is itself annotated as a list or map, as written by old versions of Hive and Avro.</summary>
    private static FieldShape AnnotatedElement(SchemaNode node) => node switch
    {
        { Annotation.Kind: LogicalKind.List, Children: [{ IsRepeated: true } repeated] } => List(node, Element(node, repeated), repeated),
        { Annotation.Kind: LogicalKind.Map, Children: [{ IsRepeated: true, IsLeaf: false } entries] } => Map(node, entries),
        _ => Struct(node),
    };

    private static RepeatedShape Map(SchemaNode map, SchemaNode entries)
    {
        // A map without values is a set of keys.
        if (entries.Children.Count == 1)
        {
            return List(map, Shape(entries.Children[0]), entries);
        }

        if (entries.Children.Count != 2)
        {
            return List(map, Struct(entries), entries);
        }

        var key = Shape(entries.Children[0]);
        var value = Shape(entries.Children[1]);
        return new RepeatedShape
        {
            Parts = [key, value],
            Type = DataType.Map(key.Type, value.Type, value.IsNullable),
            IsNullable = map.IsOptional,
            Definition = map.Definition,
            SlotDefinition = map.SlotDefinition,
            SlotRepetition = entries.Repetition - 1,
            Repetition = entries.Repetition,
            ElementDefinition = entries.Definition,
        };
    }

    private static Field NamedField(SchemaNode node, FieldShape shape)
    {
        if (node.Name.Length == 0)
        {
            throw new CorruptDataException($"a column below '{node.DottedPath}' has an empty name");
        }

        var metadata = node.Element.FieldId is { } id
            ? new Dictionary<string, MetadataValue> { [SchemaWriter.FieldIdKey] = id }
            : null;
        return new Field(node.Name, shape.Type, shape.IsNullable, metadata);
    }

    private static void CheckNames(Field[] fields, string where)
    {
        var twice = fields.GroupBy(static field => field.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1);
        if (twice is not null)
        {
            throw new CorruptDataException($"{where} has {twice.Count()} columns named '{twice.Key}'; select needs unique names");
        }
    }
}
