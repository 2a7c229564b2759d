using System.Text;
using System.Text.Json;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Keys;

/// <summary>
/// The columns whose values together no two rows of a table share. It stands in the table's configuration, which other engines keep and ignore.
/// </summary>
internal sealed class TableKey
{
    /// <summary>Where it stands: a JSON array of names of columns.</summary>
    public const string ConfigurationKey = "patterns.key";

    private TableKey(IReadOnlyList<string> columns, Schema schema)
    {
        Columns = columns;
        Schema = schema.Select(columns);
    }

    /// <summary>Names of the columns in the order declared.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>These columns.</summary>
    public Schema Schema { get; }

    /// <summary>The names as messages give them.</summary>
    public string Names => string.Join(", ", Columns);

    /// <summary>The key of a table, or null when it has none.</summary>
    /// <exception cref="UnsupportedTableException">The configuration names columns that the table does not have.</exception>
    public static TableKey? Of(Snapshot snapshot, string tablePath)
    {
        if (snapshot.Metadata.Configuration.GetValueOrDefault(ConfigurationKey) is not { } text)
        {
            return null;
        }

        return Parse(text) is { Count: > 0 } columns && columns.All(column => snapshot.Schema.IndexOf(column) >= 0)
            ? new TableKey(columns, snapshot.Schema)
            : throw new UnsupportedTableException(
                tablePath,
                $"the key {text}",
                $"The property '{ConfigurationKey}' is a JSON array of columns of the table ({snapshot.Schema}); correct or remove it. The table can be read.");
    }

    /// <summary>The text of the configuration.</summary>
    public static string Format(IReadOnlyList<string> columns) => PendingCommit.TextList(columns);

    /// <summary>Whether values of a type can be told apart as keys: exact ones, not nested.</summary>
    public static bool Allows(DataType type) => !type.IsNested && type.Kind is not (DataTypeKind.Float32 or DataTypeKind.Float64);

    /// <summary>The key of a row as messages give it.</summary>
    /// <param name="keys">Columns of which the first are those of the key.</param>
    /// <param name="row">0-based row.</param>
    public string Text(ColumnBatch keys, int row)
    {
        var text = new StringBuilder();
        for (var index = 0; index < Columns.Count; index++)
        {
            text.Append(index == 0 ? "" : ", ").Append(RowRule.Text(keys.Columns[index].GetValue(row)) ?? "null");
        }

        return text.ToString();
    }

    private static List<string>? Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().Select(static column => column.GetString() ?? "")];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
