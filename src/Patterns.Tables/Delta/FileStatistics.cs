using System.Text.Json;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Delta;

/// <summary>
/// What the log knows of the values in one data file without reading it, partition values included. Nothing is known of a column that is
/// not mentioned, and damaged statistics count as none: they may cost time, never rows.
/// </summary>
/// <remarks>Source: Delta transaction log protocol, "Per-file Statistics".</remarks>
internal sealed class FileStatistics
{
    private readonly Dictionary<string, ColumnStatistics> _columns;

    private FileStatistics(long? rowCount, Dictionary<string, ColumnStatistics> columns)
    {
        RowCount = rowCount;
        _columns = columns;
    }

    /// <summary>Rows in the file; null when unknown.</summary>
    public long? RowCount { get; }

    /// <summary>What is known of a top-level column, or null.</summary>
    public ColumnStatistics? Column(string name) => _columns.GetValueOrDefault(name);

    /// <summary>Reads the statistics of a file.</summary>
    /// <param name="add">The file.</param>
    /// <param name="schema">The columns of the table.</param>
    public static FileStatistics Parse(AddFile add, Schema schema)
    {
        try
        {
            using var json = JsonDocument.Parse(add.Stats ?? "{}");
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement, add, schema) : Read(default, add, schema);
        }
        catch (JsonException)
        {
            return Read(default, add, schema);
        }
    }

    private static FileStatistics Read(JsonElement json, AddFile add, Schema schema)
    {
        var columns = new Dictionary<string, ColumnStatistics>(StringComparer.Ordinal);
        long? rowCount = Member(json, "numRecords") is { ValueKind: JsonValueKind.Number } records && records.TryGetInt64(out var count) && count >= 0
            ? count
            : null;
        var tight = Member(json, "tightBounds") is not { ValueKind: JsonValueKind.False };
        foreach (var field in schema.Fields)
        {
            if (add.PartitionValues.TryGetValue(field.Name, out var text))
            {
                columns[field.Name] = OfPartition(text, field, add, rowCount);
            }
            else if (rowCount is { } rows && !field.Type.IsNested)
            {
                columns[field.Name] = OfColumn(json, field, add, rows, tight);
            }
        }

        return new FileStatistics(rowCount, columns);
    }

    private static ColumnStatistics OfPartition(string? text, Field field, AddFile add, long? rowCount)
    {
        var value = PartitionValue.Parse(text, field, add.Path);
        return new ColumnStatistics
        {
            RowCount = rowCount ?? long.MaxValue,
            NullCount = value is null ? rowCount ?? long.MaxValue : 0,
            Min = value,
            Max = value,
            IsExact = true,
        };
    }

    private static ColumnStatistics OfColumn(JsonElement json, Field field, AddFile add, long rowCount, bool tight)
    {
        var minimum = StatisticsValue.Parse(Member(json, "minValues", field.Name), field.Type);
        var maximum = StatisticsValue.Parse(Member(json, "maxValues", field.Name), field.Type);
        long? nulls = tight && Member(json, "nullCount", field.Name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count)
            ? count
            : null;
        return new ColumnStatistics
        {
            RowCount = rowCount,
            NullCount = nulls,
            Min = minimum,
            Max = FloatBounds.MayHideNaN(field.Type, add) ? null : StatisticsValue.WidenMaximum(maximum),
            IsExact = tight && StatisticsValue.IsExact(minimum) && StatisticsValue.IsExact(maximum),
        };
    }

    private static JsonElement Member(JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
            {
                return default;
            }
        }

        return json;
    }
}
