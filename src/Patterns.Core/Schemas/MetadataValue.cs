using System.Buffers;
using System.Text.Json;

namespace Patterns.Core;

/// <summary>
/// The value of one key of <see cref="Field.Metadata"/>: any JSON value. The default is JSON's null. Immutable, safe to share between threads.
/// </summary>
/// <remarks>
/// Texts, whole numbers and truth values convert by themselves: <c>["comment"] = "net of tax"</c>, <c>["id"] = 7</c>. Two values are equal when
/// they mean the same JSON, whatever the order of members and the way numbers are written.
/// </remarks>
public readonly struct MetadataValue : IEquatable<MetadataValue>
{
    private readonly JsonElement _element;

    private MetadataValue(JsonElement element) => _element = element;

    private bool IsNull => _element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>A JSON string.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator MetadataValue(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\""));
    }

    /// <summary>A JSON number.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator MetadataValue(long number) => new(JsonElement.Parse($"{number}"));

    /// <summary>A JSON truth value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator MetadataValue(bool value) => new(JsonElement.Parse(value ? "true" : "false"));

    /// <summary>Whether both mean the same JSON.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    public static bool operator ==(MetadataValue left, MetadataValue right) => left.Equals(right);

    /// <summary>Whether the two mean different JSON.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    public static bool operator !=(MetadataValue left, MetadataValue right) => !left.Equals(right);

    /// <summary>Any JSON value from its text.</summary>
    /// <param name="json">One JSON value.</param>
    /// <exception cref="ArgumentException">The text is not JSON.</exception>
    public static MetadataValue FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return FromElement(JsonElement.Parse(json));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new ArgumentException($"'{json}' is not JSON: {exception.Message}", nameof(json), exception);
        }
    }

    /// <summary>The text of a JSON string; null for every other value.</summary>
    public string? AsText() => _element.ValueKind == JsonValueKind.String ? _element.GetString() : null;

    /// <summary>The number when it is a JSON number without a fraction that fits; null for every other value.</summary>
    public long? AsInt64() => _element.ValueKind == JsonValueKind.Number && _element.TryGetInt64(out var number) ? number : null;

    /// <summary>The truth value; null for every other value.</summary>
    public bool? AsBoolean() => _element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <inheritdoc/>
    public bool Equals(MetadataValue other)
        => IsNull || other.IsNull ? IsNull && other.IsNull : JsonElement.DeepEquals(_element, other._element);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MetadataValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _element.ValueKind switch
    {
        JsonValueKind.String => _element.GetString()!.GetHashCode(StringComparison.Ordinal),
        JsonValueKind.Undefined => JsonValueKind.Null.GetHashCode(),
        var kind => kind.GetHashCode(),
    };

    /// <summary>The value as JSON text.</summary>
    public override string ToString() => IsNull ? "null" : _element.GetRawText();

    /// <exception cref="InvalidOperationException">A text in it is not Unicode.</exception>
    internal static MetadataValue FromElement(JsonElement element)
    {
        // Written anew, so that texts are checked now rather than when they are read, and blanks between tokens are gone.
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            element.WriteTo(writer);
        }

        return new(JsonElement.Parse(buffer.WrittenSpan));
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        if (IsNull)
        {
            writer.WriteNullValue();
        }
        else
        {
            _element.WriteTo(writer);
        }
    }

}
