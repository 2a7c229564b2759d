using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patterns.Updates.Webhooks.Subscriptions;

/// <summary>Writes offsets as their texts.</summary>
internal sealed class OffsetJsonConverter : JsonConverter<UpdateOffset>
{
    public override UpdateOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => UpdateOffset.TryParse(reader.GetString(), out var offset) ? offset : throw new JsonException("This is no offset of a feed.");

    public override void Write(Utf8JsonWriter writer, UpdateOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
