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

    /// <summary>Writes something of one leaf as a member of the object around it.</summary>
    private delegate void LeafWriter(Utf8JsonWriter json, Field leaf, ColumnStatistics known);

    /// <summary>The statistics as JSON.</summary>
    /// <param name="rowCount">Rows in the file.</param>
    /// <param name="schema">Columns of the file, without partition columns.</param>
    /// <param name="statistics">What the file's writer found, by column, of a field of a struct by the names joined with points; null when nothing is known.</param>
    public static string Write(long rowCount, Schema schema, Func<string, ColumnStatistics?> statistics)
    {
        var described = Described(schema, statistics);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("numRecords", rowCount);
            Write(json, "minValues", schema, described, static (json, leaf, known) => WriteBound(json, leaf.Name, StatisticsBound.Lower(known.Min, leaf.Type)));
            Write(json, "maxValues", schema, described, static (json, leaf, known) => WriteBound(json, leaf.Name, StatisticsBound.Upper(known.Max, leaf.Type)));
            Write(json, "nullCount", schema, described, static (json, leaf, known) => WriteBound(json, leaf.Name, known.NullCount));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The same statistics of a file of which rows are deleted: bounds enclose the values, which need not occur any more.</summary>
    /// <param name="stats">The statistics of the file as it was written; null when there are none.</param>
    /// <param name="rowCount">Rows in the file, deleted ones included.</param>
    public static string Loosen(string? stats, long rowCount)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("numRecords", rowCount);
            WriteMembers(json, stats);
            json.WriteBoolean("tightBounds", false);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteMembers(Utf8JsonWriter json, string? stats)
    {
        try
        {
            using var known = JsonDocument.Parse(stats ?? "{}");
            foreach (var member in known.RootElement.EnumerateObject().Where(static member => member.Name is not ("numRecords" or "tightBounds")))
            {
                member.WriteTo(json);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Damaged statistics count as none.
        }
    }

    /// <summary>The first leaves of which something is known, by path. Of two leaves of one path nothing is known.</summary>
    private static Dictionary<string, ColumnStatistics> Described(Schema schema, Func<string, ColumnStatistics?> statistics)
        => Leaves(schema.Fields, "")
            .Take(MaxLeaves)
            .GroupBy(static path => path, StringComparer.Ordinal)
            .Where(static paths => paths.Count() == 1)
            .Select(paths => (Path: paths.Key, Known: statistics(paths.Key)))
            .Where(static leaf => leaf.Known is not null)
            .ToDictionary(static leaf => leaf.Path, static leaf => leaf.Known!, StringComparer.Ordinal);

    private static IEnumerable<string> Leaves(IReadOnlyList<Field> fields, string prefix)
        => fields.SelectMany(field => field.Type is StructType nested ? Leaves(nested.Fields, $"{prefix}{field.Name}.") : [prefix + field.Name]);

    private static void Write(Utf8JsonWriter json, string name, Schema schema, Dictionary<string, ColumnStatistics> described, LeafWriter write)
    {
        json.WriteStartObject(name);
        WriteFields(json, schema.Fields, "", described, write);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<Field> fields, string prefix, Dictionary<string, ColumnStatistics> described, LeafWriter write)
    {
        foreach (var field in fields)
        {
            var path = prefix + field.Name;
            if (field.Type is StructType nested && Leaves(nested.Fields, $"{path}.").Any(described.ContainsKey))
            {
                json.WriteStartObject(field.Name);
                WriteFields(json, nested.Fields, $"{path}.", described, write);
                json.WriteEndObject();
            }
            else if (!field.Type.IsNested && described.TryGetValue(path, out var known))
            {
                write(json, field, known);
            }
        }
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
