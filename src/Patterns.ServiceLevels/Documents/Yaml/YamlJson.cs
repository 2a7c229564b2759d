using System.Globalization;
using System.Text.Json.Nodes;

namespace Patterns.ServiceLevels.Documents.Yaml;

/// <summary>Values whose shape is nobody's business but the source's, as JSON and back.</summary>
internal static class YamlJson
{
    public static JsonNode? ToJson(YamlValue value)
        => value switch
        {
            YamlMapping mapping => new JsonObject(mapping.Members.Select(static member => KeyValuePair.Create(member.Key.Text, ToJson(member.Value)))),
            YamlSequence sequence => new JsonArray([.. sequence.Items.Select(ToJson)]),
            YamlScalar { IsNull: true } => null,
            YamlScalar { IsPlain: true } scalar => Scalar(scalar.Text),
            var scalar => JsonValue.Create(((YamlScalar)scalar).Text),
        };

    // Only what reads back as the same text is a number or a boolean; 007 and 1e3 stay texts.
    private static JsonValue Scalar(string text)
        => text switch
        {
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number.ToString(CultureInfo.InvariantCulture) == text => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
}
