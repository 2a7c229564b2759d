using System.Text.Json;

namespace Patterns.Columnar.Json;

/// <summary>Writes text as JSON strings.</summary>
internal sealed class JsonStringWriter(BinaryColumn column) : JsonColumnWriter(column)
{
    public override void WriteValue(Utf8JsonWriter json, int row) => json.WriteStringValue(column.GetBytes(row));

    public override void WriteName(Utf8JsonWriter json, int row) => json.WritePropertyName(column.GetBytes(row));
}
