using Patterns.Core;

namespace Patterns.Tables.Evolution;

/// <summary>Makes schemas that differ from others in one place.</summary>
internal static class SchemaEditor
{
    private const string Element = "element";
    private const string Key = "key";
    private const string Value = "value";

    /// <summary>The field at a path; an element of a list or a part of a map as a field of that name. Null when there is none.</summary>
    public static Field? Find(Schema schema, IReadOnlyList<string> path)
    {
        Field? found = null;
        for (var depth = 0; depth < path.Count; depth++)
        {
            found = Children(schema, found).FirstOrDefault(field => field.Name == path[depth]);
            if (found is null)
            {
                return null;
            }
        }

        return found;
    }

    /// <summary>Names that lead to the innermost field of a struct or of the table on a path, which has a name of its own and metadata.</summary>
    public static int NamedDepth(Schema schema, IReadOnlyList<string> path)
    {
        var named = 0;
        for (var depth = 1; depth <= path.Count; depth++)
        {
            if (depth == 1 || Find(schema, [.. path.Take(depth - 1)])?.Type is StructType)
            {
                named = depth;
            }
        }

        return named;
    }

    /// <summary>The fields on one level: of the table, of a struct, or the parts of a list or map.</summary>
    public static IReadOnlyList<Field> Children(Schema schema, Field? parent) => parent?.Type switch
    {
        null => schema.Fields,
        StructType type => type.Fields,
        ListType list => [new Field(Element, list.Element, list.ElementNullable)],
        MapType map => [new Field(Key, map.Key, nullable: false), new Field(Value, map.Value, map.ValueNullable)],
        _ => [],
    };

    /// <summary>A schema with another field at a path that exists.</summary>
    /// <param name="schema">The schema to begin with.</param>
    /// <param name="path">Path of the field.</param>
    /// <param name="edit">Gives what stands there instead; null when nothing does.</param>
    public static Schema Edit(Schema schema, IReadOnlyList<string> path, Func<Field, Field?> edit) => new([.. EditFields(schema.Fields, path, 0, edit)]);

    /// <summary>A schema with one more field behind the others of its level.</summary>
    /// <param name="schema">The schema to begin with.</param>
    /// <param name="parent">Path of the struct that gets the field; empty for the table.</param>
    /// <param name="field">The field.</param>
    public static Schema Add(Schema schema, IReadOnlyList<string> parent, Field field)
        => parent.Count == 0
            ? new Schema([.. schema.Fields, field])
            : Edit(schema, parent, around => around.WithType(DataType.Struct([.. ((StructType)around.Type).Fields, field])));

    /// <summary>A schema in which every named field is another.</summary>
    public static Schema Map(Schema schema, Func<Field, Field> edit) => new([.. schema.Fields.Select(field => Map(field, edit))]);

    /// <summary>A field in which it and every named field inside of it is another, the outer ones first.</summary>
    public static Field Map(Field field, Func<Field, Field> edit)
    {
        var edited = edit(field);
        return edited.WithType(Map(edited.Type, edit));
    }

    private static DataType Map(DataType type, Func<Field, Field> edit) => type switch
    {
        StructType fields => DataType.Struct([.. fields.Fields.Select(field => Map(field, edit))]),
        ListType list => DataType.List(Map(list.Element, edit), list.ElementNullable),
        MapType map => DataType.Map(Map(map.Key, edit), Map(map.Value, edit), map.ValueNullable),
        _ => type,
    };

    private static IEnumerable<Field> EditFields(IReadOnlyList<Field> fields, IReadOnlyList<string> path, int depth, Func<Field, Field?> edit)
        => fields.Select(field => field.Name == path[depth] ? EditField(field, path, depth, edit) : field).OfType<Field>();

    private static Field? EditField(Field field, IReadOnlyList<string> path, int depth, Func<Field, Field?> edit)
        => depth == path.Count - 1 ? edit(field) : field.WithType(EditType(field.Type, path, depth + 1, edit));

    private static DataType EditType(DataType type, IReadOnlyList<string> path, int depth, Func<Field, Field?> edit)
    {
        switch (type)
        {
            case StructType fields:
                return DataType.Struct([.. EditFields(fields.Fields, path, depth, edit)]);
            case ListType list:
                var element = EditField(new Field(Element, list.Element, list.ElementNullable), path, depth, edit)!;
                return DataType.List(element.Type, element.Nullable);
            case MapType map when path[depth] == Key:
                return DataType.Map(EditField(new Field(Key, map.Key, nullable: false), path, depth, edit)!.Type, map.Value, map.ValueNullable);
            case MapType map:
                var value = EditField(new Field(Value, map.Value, map.ValueNullable), path, depth, edit)!;
                return DataType.Map(map.Key, value.Type, value.Nullable);
            default:
                throw new InvalidOperationException($"{type} has nothing at '{path[depth]}'.");
        }
    }
}
