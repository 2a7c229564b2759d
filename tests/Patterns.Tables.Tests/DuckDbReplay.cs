using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests;

/// <summary>Reads a table without this library: DuckDB replays the JSON of the log and reads the Parquet files that are live.</summary>
internal static class DuckDbReplay
{
    /// <summary>The live files at a version: full path, partition values and statistics.</summary>
    public static IReadOnlyList<(string Path, IReadOnlyDictionary<string, string?> Partition, string Stats)> Files(DuckDb duck, string folder, long version)
    {
        var rows = duck.Query(
            $$"""
            WITH log AS (
                SELECT CAST(regexp_extract(filename, '(\d{20})\.json$', 1) AS BIGINT) AS version, "add", "remove"
                FROM read_json('{{folder}}/_delta_log/*.json', format = 'newline_delimited', filename = true, columns = {
                    'add': 'STRUCT(path VARCHAR, "partitionValues" MAP(VARCHAR, VARCHAR), stats VARCHAR)', 'remove': 'STRUCT(path VARCHAR)' }))
            SELECT a."add".path, a."add"."partitionValues", a."add".stats
            FROM log AS a
            WHERE a."add" IS NOT NULL AND a.version <= {{version}}
                AND NOT EXISTS (FROM log AS r WHERE r."remove".path = a."add".path AND r.version > a.version AND r.version <= {{version}})
            ORDER BY a.version
            """).Rows;
        return
        [
            .. rows.Select(row => (
                $"{folder}/{Uri.UnescapeDataString((string)row[0]!)}",
                (IReadOnlyDictionary<string, string?>)((KeyValuePair<object, object?>[])row[1]!).ToDictionary(static pair => (string)pair.Key, static pair => (string?)pair.Value),
                (string)row[2]!)),
        ];
    }

    /// <summary>All rows at a version as text, one per row, in the columns of the schema; see <see cref="CellText"/>.</summary>
    public static IReadOnlyList<string> Rows(DuckDb duck, string folder, long version, Schema schema)
    {
        var rows = new List<string>();
        foreach (var (path, partition, _) in Files(duck, folder, version))
        {
            var columns = string.Join(", ", schema.Fields.Select(field => Column(field, partition)));
            rows.AddRange(duck.Query($"SELECT {columns} FROM read_parquet('{path.Replace("'", "''", StringComparison.Ordinal)}', hive_partitioning = false)").Rows.Select(CellText.OfDuckDb));
        }

        return rows;
    }

    private static string Column(Field field, IReadOnlyDictionary<string, string?> partition)
        => !partition.TryGetValue(field.Name, out var value) ? $"\"{field.Name}\""
            : value is null ? $"CAST(NULL AS {TypeName(field.Type)})"
            : $"CAST('{value.Replace("'", "''", StringComparison.Ordinal)}' AS {TypeName(field.Type)})";

    private static string TypeName(DataType type) => type.Kind switch
    {
        DataTypeKind.Int8 => "TINYINT",
        DataTypeKind.Int16 => "SMALLINT",
        DataTypeKind.Int32 => "INTEGER",
        DataTypeKind.Timestamp => "TIMESTAMPTZ",
        DataTypeKind.LocalTimestamp => "TIMESTAMP",
        DataTypeKind.String => "VARCHAR",
        DataTypeKind.Binary => "BLOB",
        _ => type.ToString().ToUpperInvariant(),
    };
}
