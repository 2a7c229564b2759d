using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Parquet;

public sealed class DuckDbTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly FileObjectStore _store;

    public DuckDbTests() => _store = new FileObjectStore(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [DuckDbFact]
    public async Task DuckDb_reads_every_cell_that_we_write()
    {
        using var duckDb = DuckDb.OpenInMemory();
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var schema = seed == 0 ? RandomBatch.EveryPrimitive(nullable: true) : RandomBatch.FlatSchema(random, random.Next(1, 8));
            using var batch = RandomBatch.Create(schema, RowCount(random), random);

            await File.WriteAllBytesAsync(_folder["ours.parquet"], await ParquetBytes.WriteAsync(schema, RoundTripTests.RandomLimits(random), batch));
            var rows = duckDb.Query($"SELECT * FROM read_parquet('{_folder["ours.parquet"]}')");

            Cell.AssertEqual([.. Cell.Rows(batch)], [.. Cell.Rows(rows)], $"seed {seed}, {schema}");
        }
    }

    [DuckDbFact]
    public async Task DuckDb_rules_out_row_groups_by_our_statistics_without_losing_rows()
    {
        using var duckDb = DuckDb.OpenInMemory();
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var schema = RandomBatch.FlatSchema(random, 3);
            using var batch = RandomBatch.Create(schema, random.Next(1, 2000), random);
            await File.WriteAllBytesAsync(
                _folder["ours.parquet"], await ParquetBytes.WriteAsync(schema, new ParquetWriterOptions { RowGroupRowLimit = 64 }, batch));
            var source = $"read_parquet('{_folder["ours.parquet"]}')";
            duckDb.Execute($"CREATE OR REPLACE TABLE expected AS SELECT * FROM {source}");

            foreach (var field in schema.Fields)
            {
                var pivots = duckDb.Query($"SELECT DISTINCT {field.Name} FROM expected WHERE {field.Name} IS NOT NULL LIMIT 5").Rows.Count;
                for (var pivot = 0; pivot < pivots; pivot++)
                {
                    var value = $"(SELECT DISTINCT {field.Name} FROM expected WHERE {field.Name} IS NOT NULL ORDER BY 1 LIMIT 1 OFFSET {pivot})";
                    duckDb.Execute($"SET VARIABLE chosen = {value}");
                    foreach (var comparison in new[] { "=", "<", ">=" })
                    {
                        var filter = $"WHERE {field.Name} {comparison} getvariable('chosen')";
                        Assert.Equal(
                            duckDb.Query($"SELECT count(*) FROM expected {filter}").Scalar,
                            duckDb.Query($"SELECT count(*) FROM {source} {filter}").Scalar);
                    }
                }
            }
        }
    }

    [DuckDbFact]
    public async Task We_read_every_cell_that_DuckDb_writes()
    {
        using var duckDb = DuckDb.OpenInMemory();
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var schema = RandomBatch.FlatSchema(random, random.Next(1, 8));
            using var batch = RandomBatch.Create(schema, RowCount(random), random);
            await File.WriteAllBytesAsync(_folder["ours.parquet"], await ParquetBytes.WriteAsync(schema, null, batch));

            var compression = random.Next(2) == 0 ? "snappy" : "uncompressed";
            var rowGroup = random.Next(2) == 0 ? 2048 : 122_880;
            duckDb.Execute(
                $"COPY (SELECT * FROM '{_folder["ours.parquet"]}') TO '{_folder["theirs.parquet"]}' (FORMAT parquet, COMPRESSION {compression}, ROW_GROUP_SIZE {rowGroup})");

            Cell.AssertEqual([.. Cell.Rows(batch)], await ReadAsync("theirs.parquet"), $"seed {seed}, {schema}");
        }
    }

    [DuckDbFact]
    public async Task We_read_the_types_that_only_DuckDb_writes()
    {
        using var duckDb = DuckDb.OpenInMemory();
        duckDb.Execute($"""
            COPY (
                SELECT
                    200::UTINYINT AS u8, 65535::USMALLINT AS u16, 4294967295::UINTEGER AS u32, 18446744073709551615::UBIGINT AS u64,
                    '0f0e0d0c-0b0a-0908-0706-050403020100'::UUID AS id, TIME '23:59:59.123456' AS t, '[1]'::JSON AS j,
                    TIMESTAMP_MS '2020-01-02 03:04:05.678' AS ms, TIMESTAMP_NS '2020-01-02 03:04:05.678901' AS ns,
                    TIMESTAMP_S '1969-12-31 23:59:59' AS s, 'sad'::ENUM('happy', 'sad') AS e, 'x'::BLOB AS b
                UNION ALL SELECT 0::UTINYINT, 0::USMALLINT, 0::UINTEGER, 0::UBIGINT, '00000000-0000-0000-0000-000000000000', TIME '00:00:00', NULL, NULL, NULL, NULL, NULL, NULL
            ) TO '{_folder["theirs.parquet"]}' (FORMAT parquet)
            """);

        var rows = await ReadAsync("theirs.parquet");
        await using var file = await ParquetFile.OpenAsync(_store, "theirs.parquet");

        Assert.Equal(
            ["200", "65535", "4294967295", "18446744073709551615", "\"0f0e0d0c-0b0a-0908-0706-050403020100\"", "\"23:59:59.123456\"", "\"[1]\"",
                "1577934245678000", "1577934245678901", "-1000000", "\"sad\"", "78"],
            rows[0]);
        Assert.Equal(["0", "0", "0", "0", "\"00000000-0000-0000-0000-000000000000\"", "\"00:00:00.000000\"", "null", "null", "null", "null", "null", "null"], rows[1]);
        Assert.Equal(
            ["smallint", "int", "bigint", "decimal(20,0)", "string", "string", "string", "timestamp_ntz", "timestamp_ntz", "timestamp_ntz", "string", "binary"],
            file.Schema.Fields.Select(static field => field.Type.ToString()));
    }

    [DuckDbFact]
    public async Task Nanoseconds_are_refused_unless_they_may_be_rounded_down()
    {
        using var duckDb = DuckDb.OpenInMemory();
        duckDb.Execute($"COPY (SELECT TIMESTAMP_NS '1969-12-31 23:59:59.999999001' AS ns) TO '{_folder["theirs.parquet"]}' (FORMAT parquet)");

        var error = await Assert.ThrowsAsync<ParquetFormatException>(() => ReadAsync("theirs.parquet"));
        var rows = await ReadAsync("theirs.parquet", new ParquetReaderOptions { Nanoseconds = NanosecondHandling.Floor });

        Assert.Equal(("ns", "parquet.format"), (error.Column, error.Code));
        Assert.Contains("below the microsecond", error.Message, StringComparison.Ordinal);
        Assert.Equal(["-1"], Assert.Single(rows));
    }

    [DuckDbFact]
    public async Task Large_files_agree_in_both_directions()
    {
        using var duckDb = DuckDb.OpenInMemory();
        duckDb.Execute($"""
            COPY (
                SELECT
                    i AS id, (hash(i) % 1000)::INTEGER AS small, CASE WHEN i % 7 = 0 THEN NULL ELSE hash(i)::VARCHAR END AS text,
                    'group ' || (i % 50) AS category, (i / 100.0)::DECIMAL(12, 2) AS price, random() AS share, DATE '2020-01-01' + (i // 1000)::INTEGER AS day
                FROM range(100000) AS numbers(i)
            ) TO '{_folder["theirs.parquet"]}' (FORMAT parquet)
            """);
        var expected = Cell.Rows(duckDb.Query($"SELECT * FROM '{_folder["theirs.parquet"]}'")).ToList();

        Cell.AssertEqual(expected, await ReadAsync("theirs.parquet"), "theirs");
        await CopyAsync("theirs.parquet", "ours.parquet");
        Cell.AssertEqual(expected, [.. Cell.Rows(duckDb.Query($"SELECT * FROM '{_folder["ours.parquet"]}'"))], "ours");
    }

    private static int RowCount(Random random) => random.Next(4) switch { 0 => 0, 1 => random.Next(100), _ => random.Next(7000) };

    private async Task<List<string[]>> ReadAsync(string path, ParquetReaderOptions? options = null)
    {
        await using var file = await ParquetFile.OpenAsync(_store, path, options);
        var rows = new List<string[]>();
        await foreach (var batch in file.ReadAsync())
        {
            using (batch)
            {
                rows.AddRange(Cell.Rows(batch));
            }
        }

        return rows;
    }

    private async Task CopyAsync(string from, string to)
    {
        await using var file = await ParquetFile.OpenAsync(_store, from);
        await using var output = await _store.CreateAsync(to);
        await using var writer = ParquetWriter.Create(output, file.Schema);
        await foreach (var batch in file.ReadAsync())
        {
            using (batch)
            {
                await writer.WriteAsync(batch);
            }
        }

        await writer.CompleteAsync();
        await output.CompleteAsync();
    }
}
