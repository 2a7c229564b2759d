using System.Text.Json;

namespace Patterns.Columnar.Json;

/// <summary>Writes bytes as Base64 (RFC 4648, section 4).</summary>
internal sealed class JsonBase64Writer(BinaryColumn column) : JsonColumnWriter(column)
{
    public override void WriteValue(Utf8JsonWriter json, int row) => json.WriteBase64StringValue(column.GetBytes(row));

    public override void WriteName(Utf8JsonWriter json, int row) => json.WritePropertyName(Convert.ToBase64String(column.GetBytes(row)));
}
