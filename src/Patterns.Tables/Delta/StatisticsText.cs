using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Delta;

/// <summary>Writes the statistics of a data file as the JSON text that its add action carries.</summary>
/// <remarks>Source: Delta transaction log protocol, "Per-file Statistics".</remarks>
internal static class StatisticsText
{
    /// <summary>Delta's default of <c>delta.dataSkippingNumIndexedCols</c>: only so many leaves are described.</summary>
    public const int MaxLeaves = 32;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The statistics as JSON.</summary>
    /// <param name="rowCount">Rows in the file.</param>
    /// <param name="schema">Columns of the file, without partition columns.</param>
    /// <param name="statistics">What the file's writer found, by column; null when nothing is known.</param>
    public static string Write(long rowCount, Schema schema, Func<string, ColumnStatistics?> statistics)
    {
        (Field Field, ColumnStatistics Known)[] columns = [.. Described(schema, statistics)];
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("numRecords", rowCount);
            WriteBounds(json, "minValues", columns.Select(static column => (column.Field.Name, StatisticsBound.Lower(column.Known.Min, column.Field.Type))));
            WriteBounds(json, "maxValues", columns.Select(static column => (column.Field.Name, StatisticsBound.Upper(column.Known.Max, column.Field.Type))));
            json.WriteStartObject("nullCount");
            foreach (var (field, known) in columns)
            {
                if (known.NullCount is { } nulls)
                {
                    json.WriteNumber(field.Name, nulls);
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static IEnumerable<(Field Field, ColumnStatistics Known)> Described(Schema schema, Func<string, ColumnStatistics?> statistics)
    {
        var leaves = 0;
        foreach (var field in schema.Fields)
        {
            leaves += LeafCount(field.Type);
            if (leaves > MaxLeaves)
            {
                yield break;
            }

            if (!field.Type.IsNested && statistics(field.Name) is { } known)
            {
                yield return (field, known);
            }
        }
    }

    private static int LeafCount(DataType type) => type switch
    {
        StructType fields => fields.Fields.Sum(static field => LeafCount(field.Type)),
        ListType list => LeafCount(list.Element),
        MapType map => LeafCount(map.Key) + LeafCount(map.Value),
        _ => 1,
    };

    private static void WriteBounds(Utf8JsonWriter json, string name, IEnumerable<(string Name, object? Value)> bounds)
    {
        json.WriteStartObject(name);
        foreach (var (column, value) in bounds)
        {
            WriteBound(json, column, value);
        }

        json.WriteEndObject();
    }

    private static void WriteBound(Utf8JsonWriter json, string column, object? value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(column, text);
                break;
            case sbyte or short or int or long:
                json.WriteNumber(column, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case float number:
                json.WriteNumber(column, number);
                break;
            case double number:
                json.WriteNumber(column, number);
                break;
            case decimal number:
                json.WriteNumber(column, number);
                break;
            case WideDecimal number:
                json.WritePropertyName(column);
                json.WriteRawValue(number.ToString());
                break;
            case DateOnly date:
                json.WriteString(column, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset instant:
                json.WriteString(column, instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                break;
            case DateTime local:
                json.WriteString(column, local.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture));
                break;
        }
    }
}
