using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Metrics;

/// <summary>A metric that is computed from the numbers of other metrics, such as <c>revenue / nullif(orders, 0)</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expression">Its columns are names of metrics.</param>
internal sealed record DerivedMetric(string Name, Expression Expression) : StoredMetric
{
    private const int MaxLength = 1 << 20;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = 2 };

    public override string Name { get; } = Name;

    public string? Unit { get; init; }

    public override IReadOnlyList<string> References => MetricExpressions.References(Expression);

    /// <summary>Reads a derived metric; null when the text is something else.</summary>
    /// <exception cref="MetricReferenceException">It is said to be derived and is not.</exception>
    public static DerivedMetric? TryFromJson(string name, string json)
    {
        if (json.Length > MaxLength)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, ReaderOptions);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("derived", out var text))
            {
                return null;
            }

            return text.ValueKind == JsonValueKind.String && root.EnumerateObject().All(static property => property.Name is "name" or "derived" or "unit")
                ? new DerivedMetric(name, Expression.Parse(text.GetString()!)) { Unit = root.TryGetProperty("unit", out var unit) ? unit.GetString() : null }
                : throw new MetricReferenceException(name, $"its stored definition is {json}, expected an object of name, derived and unit. A later version may have written it.");
        }
        catch (JsonException)
        {
            return null; // the definition of a direct metric says what is wrong
        }
        catch (Exception exception) when (exception is ExpressionSyntaxException or InvalidOperationException)
        {
            throw new MetricReferenceException(name, $"its stored definition is {json}, which cannot be read: {exception.Message}");
        }
    }

    public override string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, Name);
            writer.WriteString("derived"u8, Expression.ToString());
            if (Unit is not null)
            {
                writer.WriteString("unit"u8, Unit);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public override StoredMetric ResolveFor(Schema schema) => this;
}
