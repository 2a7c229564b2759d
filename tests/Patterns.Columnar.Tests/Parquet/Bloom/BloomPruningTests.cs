using System.Globalization;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Parquet.Bloom;

/// <summary>Row groups that a bloom filter rules out are not read, and no row is lost. DuckDB writes bloom filters of columns with a dictionary.</summary>
public sealed class BloomPruningTests
{
    private const int Rows = 50_000;

    private static readonly string[] Columns = ["n", "i", "d", "t", "m", "ts", "f"];

    [DuckDbFact]
    public async Task Values_that_do_not_occur_need_no_page_and_those_that_do_are_found()
    {
        using var folder = new TemporaryDirectory();
        var path = Path.Join(folder.Path, "bloom.parquet");
        using var duckDb = DuckDb.OpenInMemory();
        duckDb.Execute($"""
            COPY (SELECT (range * 7 % 500 * 10)::BIGINT AS n, (range % 300 * 10)::INTEGER AS i, DATE '2020-01-01' + (range % 200 * 2)::INTEGER AS d,
                'text ' || (range % 400 * 2) AS t, (range % 100 * 2)::DECIMAL(9, 2) AS m, TIMESTAMP '2020-01-01' + to_hours(range % 250 * 2) AS ts,
                (range % 50 * 2)::DOUBLE AS f
            FROM range({Rows})) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 10000)
            """);
        await using var recorder = new RangeRecorder(await File.ReadAllBytesAsync(path));
        await using var file = await ParquetFile.OpenAsync(recorder, new ParquetReaderOptions { ReadByteCount = 4096 });
        Assert.NotNull(file.RowGroups[0].Metadata.Columns[0].BloomFilterOffset);

        var absent = new[] { "n = 1231", "n IN (1, 2, 3, 4444)", "i = 1005", "d = DATE '2020-02-03'", "t = 'text 401'", "t IN ('text 3', 'text 5')", "m = 3", "n = 1 OR t = 'text 7'" };
        var all = await CountAsync(file, recorder, "n >= 0");
        foreach (var filter in absent)
        {
            var (rows, bytes) = await CountAsync(file, recorder, filter);
            Assert.Equal(0, rows);
            Assert.True(bytes < all.Bytes / 2, $"{bytes} of {all.Bytes} bytes were read for {filter}");
        }

        foreach (var column in Columns)
        {
            foreach (var row in duckDb.Query($"SELECT DISTINCT {column}::VARCHAR, count(*) FROM read_parquet('{path}') GROUP BY ALL ORDER BY ALL LIMIT 25").Rows)
            {
                var literal = column switch { "t" => $"'{row[0]}'", "d" => $"DATE '{row[0]}'", "ts" => $"TIMESTAMP '{row[0]}Z'", "f" => $"{row[0]}D", _ => row[0] };
                var expected = Convert.ToInt64(row[1], CultureInfo.InvariantCulture);

                Assert.Equal(expected, (await CountAsync(file, recorder, $"{column} = {literal}")).Rows);
            }
        }
    }

    /// <summary>Its rows hold "Hello", "This is", "a", "test", and more.</summary>
    [SharedFact("corpora/parquet-testing")]
    public async Task Filters_of_another_writer_are_read_with_and_without_their_length()
    {
        foreach (var name in new[] { "data_index_bloom_encoding_stats.parquet", "data_index_bloom_encoding_with_length.parquet" })
        {
            await using var recorder = new RangeRecorder(await File.ReadAllBytesAsync(SharedFiles.Path($"corpora/parquet-testing/data/{name}")));
            await using var file = await ParquetFile.OpenAsync(recorder);
            Assert.NotNull(file.RowGroups[0].Metadata.Columns[0].BloomFilterOffset);

            var column = file.Schema[0].Name;
            Assert.Equal(1, (await CountAsync(file, recorder, $"`{column}` = 'Hello'")).Rows);
            Assert.Equal(0, (await CountAsync(file, recorder, $"`{column}` = 'Hello!'")).Rows);
        }
    }

    private static async Task<(long Rows, long Bytes)> CountAsync(ParquetFile file, RangeRecorder recorder, string filter)
    {
        var (rows, before) = (0L, recorder.ReadBytes);
        await foreach (var batch in file.ReadAsync(filter: Expression.Parse(filter)))
        {
            rows += batch.RowCount;
            batch.Dispose();
        }

        return (rows, recorder.ReadBytes - before);
    }
}
