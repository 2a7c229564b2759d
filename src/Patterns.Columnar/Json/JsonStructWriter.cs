using System.Text.Encodings.Web;
using System.Text.Json;
using Patterns.Core;

namespace Patterns.Columnar.Json;

/// <summary>Writes structs as objects without their null fields.</summary>
internal sealed class JsonStructWriter(StructColumn column) : JsonColumnWriter(column)
{
    private readonly JsonEncodedText[] _names =
        [.. ((StructType)column.Type).Fields.Select(static field => JsonEncodedText.Encode(field.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];

    private readonly JsonColumnWriter[] _fields = [.. column.Fields.Select(Create)];

    public override void WriteValue(Utf8JsonWriter json, int row)
    {
        json.WriteStartObject();
        for (var index = 0; index < _fields.Length; index++)
        {
            if (!_fields[index].IsNull(row))
            {
                json.WritePropertyName(_names[index]);
                _fields[index].WriteValue(json, row);
            }
        }

        json.WriteEndObject();
    }

    public override void WriteName(Utf8JsonWriter json, int row) => json.WritePropertyName(NestedKey.Text(this, row));
}
