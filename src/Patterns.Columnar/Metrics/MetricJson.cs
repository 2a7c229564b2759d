using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Patterns.Columnar.Metrics;

/// <summary>Definitions as JSON, without reflection. A property that is not known is refused: it could change what the metric means.</summary>
internal static class MetricJson
{
    private const int MaxLength = 4 * 1_024 * 1_024;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = 2, AllowDuplicateProperties = false };

    public static string Write(MetricDefinition definition) => Write(writer =>
    {
        writer.WriteString("name"u8, definition.Name);
        writer.WriteString("expression"u8, definition.Expression.ToString());
        WriteOptional(writer, "filter", definition.Filter?.ToString());
        WriteOptional(writer, "time", definition.TimeColumn);
        WriteOptional(writer, "unit", definition.Unit);
        if (definition.Scale is { } scale)
        {
            writer.WriteNumber("scale"u8, scale);
        }

        writer.WriteString("rounding"u8, NameOf(definition.Rounding));
        writer.WriteString("additivity"u8, NameOf(definition.Additivity));
        WriteOptional(writer, "description", definition.Description);
        WriteOptional(writer, "owner", definition.Owner);
    });

    public static string Write(Action<Utf8JsonWriter> writeProperties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writeProperties(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void WriteOptional(Utf8JsonWriter writer, string property, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(property, value);
        }
    }

    public static MetricDefinition Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxLength)
        {
            throw new MetricDefinitionException("", MetricPart.Text, $"the JSON has {json.Length} characters; {MaxLength} are allowed.");
        }

        try
        {
            using var document = JsonDocument.Parse(json, ReaderOptions);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(new MetricProperties(document.RootElement))
                : throw new MetricDefinitionException("", MetricPart.Text, $"found {document.RootElement.ValueKind}, expected an object with name and expression.");
        }
        catch (JsonException exception)
        {
            throw new MetricDefinitionException("", MetricPart.Text, $"no JSON: {exception.Message}", exception);
        }
    }

    public static string NameOf(MetricRounding rounding) => rounding == MetricRounding.HalfUp ? "half-up" : "half-even";

    public static string NameOf(MetricAdditivity additivity) => additivity switch
    {
        MetricAdditivity.Additive => "additive",
        MetricAdditivity.SemiAdditive => "semi-additive",
        _ => "non-additive",
    };

    private static MetricDefinition Read(MetricProperties properties)
    {
        properties.RequireKnown("name", "expression", "filter", "time", "unit", "scale", "rounding", "additivity", "description", "owner");
        var definition = new MetricDefinition(properties.RequireText("name"), properties.RequireText("expression"), properties.Text("filter"))
        {
            TimeColumn = properties.Text("time"),
            Unit = properties.Text("unit"),
            Scale = properties.Int32("scale"),
            Rounding = properties.OneOf("rounding", NameOf, MetricRounding.HalfUp, MetricRounding.HalfEven) ?? MetricRounding.HalfUp,
            Description = properties.Text("description"),
            Owner = properties.Text("owner"),
        };
        return properties.OneOf("additivity", NameOf, Enum.GetValues<MetricAdditivity>()) is { } additivity
            ? definition with { Additivity = additivity }
            : definition;
    }
}
