using Patterns.Testing;

namespace Patterns.Columnar.Tests.Parquet;

/// <summary>The files of apache/parquet-testing, and those that Spark wrote for Delta's golden tables.</summary>
public sealed class CorpusTests
{
    private const string Corpus = "corpora/parquet-testing";
    private const string DeltaCorpus = "corpora/delta-golden";

    /// <summary>Files that DuckDB reads and we refuse, with a part of the reason that the error gives.</summary>
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["datapage_v1-corrupt-checksum.parquet"] = "CRC-32",
        ["rle-dict-uncompressed-corrupt-checksum.parquet"] = "CRC-32",
    };

    /// <summary>Files that DuckDB does not read, or not rightly; tests of their own compare them with something else.</summary>
    private static readonly HashSet<string> ComparedElsewhere =
    [
        "int96_from_spark.parquet", "large_string_map.brotli.parquet", "byte_stream_split_extended.gzip.parquet", "hadoop_lz4_compressed.parquet",
        "hadoop_lz4_compressed_larger.parquet", "non_hadoop_lz4_compressed.parquet", "map_no_value.parquet",
    ];

    [SharedDuckDbFact(Corpus)]
    public async Task Every_good_file_has_the_cells_that_DuckDb_reads()
    {
        using var duckDb = DuckDb.OpenInMemory();
        var problems = new List<string>();
        foreach (var path in Directory.GetFiles(SharedFiles.Path($"{Corpus}/data"), "*.parquet").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (Refused.TryGetValue(name, out var reason))
            {
                var error = await Assert.ThrowsAsync<ParquetFormatException>(() => ReadAsync(path));
                Assert.Contains(reason, error.Message, StringComparison.Ordinal);
            }
            else if (!ComparedElsewhere.Contains(name))
            {
                await CompareAsync(duckDb, path, problems);
            }
        }

        Assert.Empty(problems);
    }

    [SharedDuckDbFact(DeltaCorpus)]
    public async Task Every_file_of_Spark_has_the_cells_that_DuckDb_reads()
    {
        using var duckDb = DuckDb.OpenInMemory();
        var problems = new List<string>();
        foreach (var path in Directory.GetFiles(SharedFiles.Path(DeltaCorpus), "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await CompareAsync(duckDb, path, problems);
        }

        Assert.Empty(problems);
    }

    /// <summary>
    /// One file is not bad: ARROW-GH-43605 has bit-packed runs of width 0, which a dictionary of one entry allows; DuckDB reads it, too.
    /// </summary>
    [SharedDuckDbFact(Corpus)]
    public async Task Every_bad_file_is_refused()
    {
        foreach (var path in Directory.GetFiles(SharedFiles.Path($"{Corpus}/bad_data"), "*.parquet"))
        {
            if (Path.GetFileName(path) == "ARROW-GH-43605.parquet")
            {
                using var duckDb = DuckDb.OpenInMemory();
                var problems = new List<string>();
                await CompareAsync(duckDb, path, problems);
                Assert.Empty(problems);
            }
            else
            {
                var error = await Assert.ThrowsAsync<ParquetFormatException>(() => ReadAsync(path));
                Assert.Equal("file.parquet", error.File);
            }
        }
    }

    [SharedFact(Corpus)]
    public async Task Encrypted_files_are_refused_as_encrypted()
    {
        var paths = Directory.GetFiles(SharedFiles.Path($"{Corpus}/data"), "*.encrypted", SearchOption.AllDirectories);
        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            var error = await Assert.ThrowsAsync<ParquetFormatException>(() => ReadAsync(path));
            Assert.Contains("encrypted", error.Message, StringComparison.Ordinal);
        }
    }

    [SharedFact(Corpus)]
    public async Task Variants_and_geometries_are_read_as_they_are_stored()
    {
        string[] folders = ["shredded_variant", "variant", "data/geospatial"];
        foreach (var path in folders.SelectMany(static folder => Directory.GetFiles(SharedFiles.Path($"{Corpus}/{folder}"), "*.parquet")))
        {
            await using var file = await ParquetBytes.OpenAsync(await File.ReadAllBytesAsync(path));

            Assert.Equal(file.RowCount, (await ReadAsync(path, new ParquetReaderOptions { Nanoseconds = NanosecondHandling.Floor })).Count);
        }
    }

    /// <summary>The values that int96_from_spark.md gives; the last one wraps around in Spark's day count, which DuckDB does not undo.</summary>
    [SharedFact(Corpus)]
    public async Task Timestamps_of_Spark_beyond_the_range_of_nanoseconds_are_read()
        => Assert.Equal(
            ["1704141296123456", "1704070800000000", "253402225200000000", "1735599600000000", "null", "9089380393200000000"],
            (await ReadAsync("int96_from_spark.parquet")).Select(static row => row[0]));

    [SharedFact(Corpus)]
    public async Task Both_forms_of_legacy_lz4_hold_what_lz4_raw_holds()
    {
        Cell.AssertEqual(await ReadAsync("lz4_raw_compressed.parquet"), await ReadAsync("hadoop_lz4_compressed.parquet"), "Hadoop");
        Cell.AssertEqual(await ReadAsync("lz4_raw_compressed.parquet"), await ReadAsync("non_hadoop_lz4_compressed.parquet"), "Arrow");
        Cell.AssertEqual(await ReadAsync("lz4_raw_compressed_larger.parquet"), await ReadAsync("hadoop_lz4_compressed_larger.parquet"), "larger");
    }

    /// <summary>Its columns come in pairs of the same values, plain and split.</summary>
    [SharedFact(Corpus)]
    public async Task Split_streams_of_every_type_hold_what_plain_values_hold()
    {
        var rows = await ReadAsync("byte_stream_split_extended.gzip.parquet");

        Assert.Equal(200, rows.Count);
        Assert.All(rows, static row => Assert.All(Enumerable.Range(0, row.Length / 2), pair => Assert.Equal(row[2 * pair], row[(2 * pair) + 1])));
    }

    /// <summary>The column without values has the keys that the list beside it has.</summary>
    [SharedFact(Corpus)]
    public async Task A_map_without_values_is_a_list_of_its_keys()
    {
        var rows = await ReadAsync("map_no_value.parquet");

        Assert.Equal(["[1, 2, 3]", "[4, 5, 6]", "[7, 8, 9]"], rows.Select(static row => row[1]));
        Assert.All(rows, static row => Assert.Equal(row[2], row[1]));
    }

    [SharedFact(Corpus)]
    public async Task A_page_beyond_the_limit_is_refused_before_it_is_decompressed()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = await Assert.ThrowsAsync<ParquetFormatException>(() => ReadAsync("large_string_map.brotli.parquet"));

        Assert.Contains("MaxPageByteCount", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 16 << 20);
    }

    private static async Task<List<string[]>> ReadAsync(string path, ParquetReaderOptions? options = null)
    {
        path = Path.IsPathRooted(path) ? path : SharedFiles.Path($"{Corpus}/data/{path}");
        return await ParquetBytes.ReadRowsAsync(await File.ReadAllBytesAsync(path), options);
    }

    private static async Task CompareAsync(DuckDb duckDb, string path, List<string> problems)
    {
        var expected = Cell.Rows(duckDb.Query($"SELECT * FROM read_parquet('{path}', hive_partitioning = false)")).ToList();
        try
        {
            Cell.AssertEqual(expected, await ReadAsync(path), path);
        }
        catch (Exception error) when (error is ParquetFormatException or Xunit.Sdk.XunitException)
        {
            problems.Add($"{path}: {error.Message}");
        }
    }
}
