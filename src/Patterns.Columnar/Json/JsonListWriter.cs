using System.Text.Json;

namespace Patterns.Columnar.Json;

/// <summary>Writes lists as arrays.</summary>
internal sealed class JsonListWriter(ListColumn column) : JsonColumnWriter(column)
{
    private readonly JsonColumnWriter _elements = Create(column.Elements);

    public override void WriteValue(Utf8JsonWriter json, int row)
    {
        var range = column.Offsets.Slice(row, 2);
        json.WriteStartArray();
        for (var element = range[0]; element < range[1]; element++)
        {
            _elements.Write(json, element);
        }

        json.WriteEndArray();
    }

    public override void WriteName(Utf8JsonWriter json, int row) => json.WritePropertyName(NestedKey.Text(this, row));
}
