using System.Text.Json;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta.Columns;

namespace Patterns.Tables.Delta;

/// <summary>
/// What the log knows of the values in one data file without reading it, partition values included. Nothing is known of a column that is
/// not mentioned, and damaged statistics count as none: they may cost time, never rows.
/// </summary>
/// <remarks>Source: Delta transaction log protocol, "Per-file Statistics".</remarks>
internal sealed class FileStatistics
{
    private readonly Dictionary<string, ColumnStatistics?> _columns;

    private FileStatistics(long? rowCount, Dictionary<string, ColumnStatistics?> columns)
    {
        RowCount = rowCount;
        _columns = columns;
    }

    /// <summary>Rows in the file, deleted ones included; null when unknown.</summary>
    public long? RowCount { get; }

    /// <summary>What is known of a column, or of a field of a struct by the names joined with points; null when nothing is.</summary>
    public ColumnStatistics? Column(string name) => _columns.GetValueOrDefault(name);

    /// <summary>Reads the statistics of a file.</summary>
    /// <param name="add">The file.</param>
    /// <param name="columns">The columns of the table.</param>
    public static FileStatistics Parse(AddFile add, TableColumns columns)
    {
        try
        {
            using var json = JsonDocument.Parse(add.Stats ?? "{}");
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement, add, columns) : Read(default, add, columns);
        }
        catch (JsonException)
        {
            return Read(default, add, columns);
        }
    }

    private static FileStatistics Read(JsonElement json, AddFile add, TableColumns table)
    {
        long? rowCount = Member(json, "numRecords") is { ValueKind: JsonValueKind.Number } records && records.TryGetInt64(out var count) && count >= 0
            ? count
            : null;

        // Bounds stand for the file as it was written; what was deleted since may have held them.
        var tight = add.DeletionVector is null && Member(json, "tightBounds") is not { ValueKind: JsonValueKind.False };
        var bounds = new Bounds(Member(json, "minValues"), Member(json, "maxValues"), Member(json, "nullCount"), tight);
        var statistics = new FileStatistics(rowCount, new Dictionary<string, ColumnStatistics?>(StringComparer.Ordinal));
        foreach (var field in table.Schema.Fields)
        {
            var name = table.Mapping.PhysicalName(field);
            if (add.PartitionValues.TryGetValue(name, out var text))
            {
                statistics._columns[field.Name] = OfPartition(text, field, add, rowCount);
            }
            else if (rowCount is { } rows)
            {
                statistics.Collect(field.Name, field, bounds.Of(name), add, rows, table.Mapping);
            }
        }

        return statistics;
    }

    private void Collect(string path, Field column, Bounds bounds, AddFile add, long rowCount, ColumnMapping mapping)
    {
        if (column.Type is StructType fields)
        {
            foreach (var field in fields.Fields)
            {
                Collect($"{path}.{field.Name}", field, bounds.Of(mapping.PhysicalName(field)), add, rowCount, mapping);
            }
        }
        else if (!column.Type.IsNested && !_columns.TryAdd(path, OfColumn(bounds, column, add, rowCount)))
        {
            // A column whose name has a point is called like a field of a struct: which of the two is meant cannot be told.
            _columns[path] = null;
        }
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

    private static ColumnStatistics OfColumn(Bounds bounds, Field column, AddFile add, long rowCount)
    {
        var type = column.Type;
        var minimum = StatisticsValue.Parse(bounds.Min, type);
        var maximum = StatisticsValue.Parse(bounds.Max, type);
        if (column.Metadata.ContainsKey(FieldRules.TypeChangesKey))
        {
            (minimum, maximum) = (StatisticsValue.FloatMinimum(minimum), StatisticsValue.FloatMaximum(maximum));
        }

        long? nulls = bounds.AreTight && bounds.Nulls is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) ? count : null;
        return new ColumnStatistics
        {
            RowCount = rowCount,
            NullCount = nulls,
            Min = minimum,
            Max = FloatBounds.MayHideNaN(type, add) ? null : StatisticsValue.WidenMaximum(maximum),
            IsExact = bounds.AreTight && StatisticsValue.IsExact(minimum) && StatisticsValue.IsExact(maximum),
        };
    }

    private static JsonElement Member(JsonElement json, string name)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The parts of the statistics that say something of one column, or of the fields inside of it.</summary>
    private readonly record struct Bounds(JsonElement Min, JsonElement Max, JsonElement Nulls, bool AreTight)
    {
        public Bounds Of(string name) => new(Member(Min, name), Member(Max, name), Member(Nulls, name), AreTight);
    }
}
