using Patterns.Core;
using Patterns.Tables;
using Patterns.Testing;

namespace DataPlatform.Tests;

public sealed class DuckDbTests
{
    [DuckDbFact]
    public async Task DuckDB_replays_the_log_of_every_table_and_finds_the_same_cells()
    {
        using var home = new TemporaryDirectory();
        await PlatformRun.ReportAsync(home.Path, "--scale", "0.05");

        await AssertSameCellsAsync(home.Path);
    }

    [SharedFact("data/raw")]
    public async Task The_real_lake_is_read_whole_and_DuckDB_finds_the_same_cells_in_its_tables()
    {
        using var home = new TemporaryDirectory();

        var report = await PlatformRun.ReportAsync(home.Path, "--raw", SharedFiles.Path("data/raw"));

        var rows = report.GetProperty("datasets").EnumerateArray().ToDictionary(
            static dataset => dataset.GetProperty("name").GetString()!, static dataset => dataset.GetProperty("rowsRead").GetInt64());
        Assert.Equal(
            new SortedDictionary<string, long>(StringComparer.Ordinal)
            {
                ["aviation/airports"] = 1458,
                ["aviation/flights"] = 20_000,
                ["aviation/planes"] = 3322,
                ["aviation/weather"] = 26_115,
                ["biology/penguins"] = 344,
                ["climate/normals"] = 8759,
                ["climate/seattle/seattle-weather"] = 1461,
                ["climate/seattle/weather"] = 2922,
                ["code/events"] = 800,
                ["economy/unemployment/unemployment"] = 3218,
                ["economy/unemployment/unemployment-across-industries"] = 1708,
                ["safety/birdstrikes"] = 10_000,
                ["web/access"] = 10_000,
                ["web/auth"] = 7121,
                ["web/status"] = 500,
            },
            new SortedDictionary<string, long>(rows, StringComparer.Ordinal));
        if (DuckDb.IsAvailable)
        {
            await AssertSameCellsAsync(home.Path);
        }
    }

    private static async Task AssertSameCellsAsync(string home)
    {
        var folder = Path.Combine(home, "tables");
        await using var store = new TableStore(new FileObjectStore(folder));
        using var duckDb = DuckDb.OpenInMemory();
        await foreach (var path in store.ListAsync())
        {
            var table = await store.OpenAsync(path);
            var expected = Replay(duckDb, Path.Combine(folder, path));
            var actual = await TableRows.ReadAsync(table);
            Assert.Equal(expected.Count, actual.Count);
            for (var row = 0; row < actual.Count; row++)
            {
                Assert.Equal(expected[row], actual[row]);
            }
        }
    }

    /// <summary>What the log says, read by SQL alone: the files that were added and not removed, in the order of their commits.</summary>
    private static List<object?[]> Replay(DuckDb duckDb, string table)
    {
        var log = Path.Combine(table, "_delta_log", "*.json");
        var files = duckDb.Query($"""
            WITH action AS (
                SELECT filename, json -> '$.add' AS added, json ->> '$.remove.path' AS removed
                FROM read_json_objects('{log}', format = 'newline_delimited', filename = true)),
            added AS (SELECT filename, added ->> '$.path' AS path, row_number() OVER () AS position FROM action WHERE added IS NOT NULL)
            SELECT path FROM added WHERE path NOT IN (SELECT removed FROM action WHERE removed IS NOT NULL) ORDER BY filename, position
            """).Rows;
        var rows = new List<object?[]>();
        foreach (var file in files)
        {
            var parquet = Path.Combine(table, Uri.UnescapeDataString((string)file[0]!));
            rows.AddRange(duckDb.Query($"SELECT * FROM read_parquet('{parquet.Replace("'", "''", StringComparison.Ordinal)}')").Rows.Select(static row => Array.ConvertAll(row, TableRows.Plain)));
        }

        return rows;
    }
}
