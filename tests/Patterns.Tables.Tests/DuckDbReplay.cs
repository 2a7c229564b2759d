using Patterns.Core;
using Patterns.Tables.Tests.Delta.DeletionVectors;
using Patterns.Testing;

namespace Patterns.Tables.Tests;

/// <summary>Reads a table without this library: DuckDB replays the JSON of the log and reads the Parquet files that are live.</summary>
internal static class DuckDbReplay
{
    /// <summary>The live files at a version: full path, partition values, statistics, and positions of rows that are deleted.</summary>
    public static IReadOnlyList<ReplayedFile> Files(DuckDb duck, string folder, long version)
    {
        const string Vector = "\"deletionVector\" STRUCT(\"storageType\" VARCHAR, \"pathOrInlineDv\" VARCHAR, \"offset\" BIGINT, \"sizeInBytes\" BIGINT, cardinality BIGINT)";
        var rows = duck.Query(
            $$"""
            WITH log AS (
                SELECT CAST(regexp_extract(filename, '(\d{20})\.json$', 1) AS BIGINT) AS version, "add", "remove"
                FROM read_json('{{folder}}/_delta_log/*.json', format = 'newline_delimited', filename = true, columns = {
                    'add': 'STRUCT(path VARCHAR, "partitionValues" MAP(VARCHAR, VARCHAR), stats VARCHAR, {{Vector}})',
                    'remove': 'STRUCT(path VARCHAR, {{Vector}})' }))
            SELECT a."add".path, a."add"."partitionValues", a."add".stats, a."add"."deletionVector"."pathOrInlineDv", a."add"."deletionVector"."offset", a."add"."deletionVector".cardinality
            FROM log AS a
            WHERE a."add" IS NOT NULL AND a.version <= {{version}}
                AND NOT EXISTS (FROM log AS r WHERE r."remove".path = a."add".path AND r."remove"."deletionVector" IS NOT DISTINCT FROM a."add"."deletionVector"
                    AND r.version > a.version AND r.version <= {{version}})
            ORDER BY a.version
            """).Rows;
        return
        [
            .. rows.Select(row => new ReplayedFile(
                $"{folder}/{Uri.UnescapeDataString((string)row[0]!)}",
                ((KeyValuePair<object, object?>[])row[1]!).ToDictionary(static pair => (string)pair.Key, static pair => (string?)pair.Value),
                (string)row[2]!,
                row[3] is string vector ? DeletionVectorBytes.ReadFile(folder, vector, (long)row[4]!, (long)row[5]!) : [])),
        ];
    }

    /// <summary>All rows at a version as text, one per row, in the columns of the schema; see <see cref="CellText"/>.</summary>
    public static IReadOnlyList<string> Rows(DuckDb duck, string folder, long version, Schema schema)
    {
        var rows = new List<string>();
        foreach (var file in Files(duck, folder, version))
        {
            var columns = string.Join(", ", schema.Fields.Select(field => Column(field, file.Partition)));
            var deleted = file.Deleted.Count == 0 ? "" : $" WHERE file_row_number NOT IN ({string.Join(", ", file.Deleted)})";
            var source = $"read_parquet('{file.Path.Replace("'", "''", StringComparison.Ordinal)}', hive_partitioning = false, file_row_number = true)";
            rows.AddRange(duck.Query($"SELECT {columns} FROM {source}{deleted}").Rows.Select(CellText.OfDuckDb));
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
