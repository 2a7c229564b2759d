using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Patterns.Core.Schemas.Json;

/// <summary>Writes types in Spark's JSON form, which Delta keeps in <c>metaData.schemaString</c>. Keys of metadata are in ordinal order.</summary>
internal static class SchemaJsonWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(DataType type) => Write(writer => WriteType(writer, type));

    public static string Write(IReadOnlyList<Field> fields) => Write(writer => WriteStruct(writer, fields));

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteType(Utf8JsonWriter writer, DataType type)
    {
        switch (type)
        {
            case StructType fields:
                WriteStruct(writer, fields.Fields);
                break;
            case ListType list:
                writer.WriteStartObject();
                writer.WriteString("type"u8, "array"u8);
                writer.WritePropertyName("elementType"u8);
                WriteType(writer, list.Element);
                writer.WriteBoolean("containsNull"u8, list.ElementNullable);
                writer.WriteEndObject();
                break;
            case MapType map:
                writer.WriteStartObject();
                writer.WriteString("type"u8, "map"u8);
                writer.WritePropertyName("keyType"u8);
                WriteType(writer, map.Key);
                writer.WritePropertyName("valueType"u8);
                WriteType(writer, map.Value);
                writer.WriteBoolean("valueContainsNull"u8, map.ValueNullable);
                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(JsonTypeName.Of(type));
                break;
        }
    }

    private static void WriteStruct(Utf8JsonWriter writer, IReadOnlyList<Field> fields)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "struct"u8);
        writer.WriteStartArray("fields"u8);
        foreach (var field in fields)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, field.Name);
            writer.WritePropertyName("type"u8);
            WriteType(writer, field.Type);
            writer.WriteBoolean("nullable"u8, field.Nullable);
            writer.WriteStartObject("metadata"u8);
            foreach (var (key, value) in field.Metadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(key);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
