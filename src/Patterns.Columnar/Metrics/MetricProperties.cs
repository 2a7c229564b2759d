using System.Text.Json;

namespace Patterns.Columnar.Metrics;

/// <summary>The properties of the JSON of a definition, read with errors that name them.</summary>
internal readonly struct MetricProperties(JsonElement json)
{
    private readonly string _name = json.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";

    public void RequireKnown(params ReadOnlySpan<string> known)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                throw Failure($"the property '{property.Name}' is not known to this version; known are {string.Join(", ", known!)}.");
            }
        }
    }

    public string RequireText(string property) => Text(property) ?? throw Failure($"the property '{property}' is missing.");

    public string? Text(string property) => Find(property) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => throw Failure($"the property '{property}' is {other.ValueKind}, expected a string."),
    };

    public int? Int32(string property) => Find(property) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) => value,
        { } other => throw Failure($"the property '{property}' is {other}, expected a whole number."),
    };

    public T? OneOf<T>(string property, Func<T, string> nameOf, params IReadOnlyList<T> values)
        where T : struct
    {
        if (Text(property) is not { } text)
        {
            return null;
        }

        foreach (var value in values)
        {
            if (string.Equals(nameOf(value), text, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw Failure($"the property '{property}' is '{text}', expected one of {string.Join(", ", values.Select(nameOf))}.");
    }

    private JsonElement? Find(string property) => json.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private MetricDefinitionException Failure(string problem) => new(_name, MetricPart.Text, problem);
}
