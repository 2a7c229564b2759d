using System.Text.Json;

namespace Patterns.Columnar.Json;

/// <summary>Writes maps as objects, in the order of their entries.</summary>
internal sealed class JsonMapWriter(MapColumn column) : JsonColumnWriter(column)
{
    private readonly JsonColumnWriter _keys = Create(column.Keys);
    private readonly JsonColumnWriter _values = Create(column.Values);

    public override void WriteValue(Utf8JsonWriter json, int row)
    {
        var range = column.Offsets.Slice(row, 2);
        json.WriteStartObject();
        for (var entry = range[0]; entry < range[1]; entry++)
        {
            _keys.WriteName(json, entry);
            _values.Write(json, entry);
        }

        json.WriteEndObject();
    }

    public override void WriteName(Utf8JsonWriter json, int row) => json.WritePropertyName(NestedKey.Text(this, row));
}
