using System.Text.Json;

namespace Patterns.Core.Schemas.Json;

/// <summary>Reads types in Spark's JSON form. Members that it does not know are ignored; what it needs must be there and of the right kind.</summary>
internal static class SchemaJsonReader
{
    private const string WholeSchema = "the top";

    // A struct in a struct is an object in an array in an object; values of metadata may add to that.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = (3 * DataType.MaxDepth) + 64, AllowDuplicateProperties = false };

    public static Schema ReadSchema(string json) => Read(json, static top =>
        top.ValueKind == JsonValueKind.Object && RequireText(top, "type", "") == "struct"
            ? new Schema(ReadFields(top, "", depth: 1))
            : throw Error("", $"found {Describe(top)}, expected an object of type 'struct'"));

    public static DataType ReadType(string json) => Read(json, static top => ReadType(top, "", depth: 1));

    private static T Read<T>(string json, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new SchemaFormatException(
                $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}",
                $"the text is not JSON ({exception.Message.TrimEnd('.')})",
                exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // How the JSON reader reports half of a surrogate pair: escaped in a text, or as it is in the whole.
            throw new SchemaFormatException(WholeSchema, $"the text is not Unicode ({exception.Message.TrimEnd('.')})", exception);
        }
    }

    private static DataType ReadType(JsonElement json, string path, int depth)
    {
        if (depth > DataType.MaxDepth)
        {
            throw Error(path, $"types are nested more than {DataType.MaxDepth} deep");
        }

        if (json.ValueKind == JsonValueKind.String)
        {
            return JsonTypeName.Find(json.GetString()!)
                ?? throw Error(path, $"found the type '{json.GetString()}', expected one such as 'long', 'decimal(10,2)' or 'timestamp'");
        }

        return json.ValueKind != JsonValueKind.Object
            ? throw Error(path, $"found {Describe(json)}, expected a type: a name or an object")
            : RequireText(json, "type", path) switch
            {
                "struct" => ReadStruct(json, path, depth),
                "array" => DataType.List(
                    ReadType(Require(json, "elementType", path), Below(path, "element"), depth + 1),
                    ReadBoolean(json, "containsNull", path)),
                "map" => DataType.Map(
                    ReadType(Require(json, "keyType", path), Below(path, "key"), depth + 1),
                    ReadType(Require(json, "valueType", path), Below(path, "value"), depth + 1),
                    ReadBoolean(json, "valueContainsNull", path)),
                var other => throw Error(path, $"found an object of type '{other}', expected 'struct', 'array' or 'map'"),
            };
    }

    private static StructType ReadStruct(JsonElement json, string path, int depth)
    {
        var fields = ReadFields(json, path, depth);
        return fields.Count > 0 ? DataType.Struct(fields) : throw Error(path, "found a struct without fields, expected at least one");
    }

    private static List<Field> ReadFields(JsonElement json, string path, int depth)
    {
        var array = Require(json, "fields", path);
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw Error(path, $"found {Describe(array)} for 'fields', expected an array");
        }

        var fields = new List<Field>(array.GetArrayLength());
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in array.EnumerateArray())
        {
            fields.Add(ReadField(item, path, depth));
            if (!names.Add(fields[^1].Name))
            {
                throw Error(Below(path, fields[^1].Name), "found the name a second time, expected names to be unique");
            }
        }

        return fields;
    }

    private static Field ReadField(JsonElement json, string path, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Error(path, $"found {Describe(json)} for a field, expected an object");
        }

        var name = RequireText(json, "name", path);
        if (name.Length == 0)
        {
            throw Error(path, "found a field with an empty name");
        }

        var below = Below(path, name);
        var type = ReadType(Require(json, "type", below), below, depth + 1);
        return new Field(name, type, ReadBoolean(json, "nullable", below), ReadMetadata(json, below));
    }

    private static Dictionary<string, MetadataValue>? ReadMetadata(JsonElement json, string path)
    {
        if (!json.TryGetProperty("metadata", out var metadata) || metadata.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return metadata.ValueKind == JsonValueKind.Object
            ? metadata.EnumerateObject().ToDictionary(static pair => pair.Name, static pair => MetadataValue.FromElement(pair.Value))
            : throw Error(path, $"found {Describe(metadata)} for 'metadata', expected an object");
    }

    // Spark always writes these; where another writer leaves one out, null is allowed.
    private static bool ReadBoolean(JsonElement json, string name, string path)
        => !json.TryGetProperty(name, out var value) || value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Error(path, $"found {Describe(value)} for '{name}', expected true or false"),
        };

    private static JsonElement Require(JsonElement json, string name, string path)
        => json.TryGetProperty(name, out var value) ? value : throw Error(path, $"found no '{name}'");

    private static string RequireText(JsonElement json, string name, string path)
    {
        var value = Require(json, name, path);
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw Error(path, $"found {Describe(value)} for '{name}', expected a text");
    }

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Describe(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"'{json.GetString()}'",
        _ => json.GetRawText(),
    };

    private static SchemaFormatException Error(string path, string problem)
        => new(path.Length == 0 ? WholeSchema : $"field '{path}'", problem);
}
