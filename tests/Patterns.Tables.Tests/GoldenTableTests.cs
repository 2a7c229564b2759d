using System.Globalization;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests;

/// <summary>Tables written by Spark, with the rows that Spark reads from them.</summary>
public sealed class GoldenTableTests
{
    private const string Corpus = "corpora/delta-golden";

    public static TheoryData<string> InReach { get; } =
    [
        "124-decimal-decode-bug",
        "125-iterator-bug",
        "basic-decimal-table-legacy",
        "basic-with-inserts-deletes-checkpoint",
        "basic-with-inserts-updates",
        "data-reader-array-complex-objects",
        "data-reader-array-primitives",
        "data-reader-date-types-America",
        "data-reader-date-types-Iceland",
        "data-reader-date-types-Jst",
        "data-reader-escaped-chars",
        "data-reader-map",
        "data-reader-nested-struct",
        "data-reader-timestamp_ntz-name-mode",
        "data-skipping-basic-stats-all-types",
        "data-skipping-basic-stats-all-types-columnmapping-id",
        "data-skipping-partition-and-data-column",
        "decimal-various-scale-precision",
        "deltalog-getChanges",
        "dv-partitioned-with-checkpoint",
        "kernel-timestamp-int96",
        "kernel-timestamp-pst",
        "log-replay-dv-key-cases",
        "log-replay-latest-metadata-protocol",
        "log-replay-special-characters",
        "multi-part-checkpoint",
        "only-checkpoint-files",
        "parquet-all-types-legacy-format",
        "parquet-decimal-dictionaries",
        "parquet-decimal-type",
        "snapshot-vacuumed",
        "time-travel-schema-changes-b",
        "time-travel-start",
        "time-travel-start-start20-start40",
        "v2-checkpoint-json",
        "v2-checkpoint-parquet",
    ];

    [SharedTheory(Corpus)]
    [MemberData(nameof(InReach))]
    public async Task The_rows_of_a_golden_table_are_those_that_spark_reads(string name)
    {
        var folder = SharedFiles.Path($"{Corpus}/{name}");
        await using var store = new TableStore(new FileObjectStore(folder));
        var table = await store.OpenAsync("delta");

        var actual = await TextsAsync(table.ReadBatchesAsync(), table.Schema);
        var expected = await ExpectedAsync(new FileObjectStore(folder), table.Schema);

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        Assert.Equal(expected.Count, await table.CountAsync());
    }

    [SharedTheory(Corpus)]
    [MemberData(nameof(InReach))]
    public async Task A_filter_keeps_the_rows_of_a_golden_table_for_which_it_is_true(string name)
    {
        await using var store = Open(name);
        var table = await store.OpenAsync("delta");
        var rows = await RowsAsync(table.ReadBatchesAsync(), table.Schema);
        foreach (var field in table.Schema.Fields.Where(static field => !field.Type.IsNested && field.Type.Kind != DataTypeKind.Binary))
        {
            var column = table.Schema.IndexOf(field.Name);
            foreach (var value in rows.Select(row => row[column]).Distinct().Take(2))
            {
                var filter = Expression.Parse($"`{field.Name}` <=> v").Rewrite(part => part is ColumnExpression { Path: ["v"] } ? Expression.Cast(Expression.Literal(value), field.Type) : part);

                var expected = rows.Where(row => Equals(row[column], value)).Select(static row => string.Join('|', row.Select(Text)));
                var actual = await TextsAsync(table.ReadBatchesAsync(filter: filter), table.Schema);

                Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
            }
        }
    }

    /// <summary>Golden tables that are no table, are damaged, or have no rows to compare; each has a test below.</summary>
    private static readonly string[] Others =
    [
        "canonicalized-paths-special-b",
        "data-reader-absolute-paths-escaped-chars",
        "delete-re-add-same-file-different-transactions",
        "hive",
        "log-replay-special-characters-b",
        "no-delta-log-folder",
        "versions-not-contiguous",
    ];

    [SharedFact(Corpus)]
    public void Every_golden_table_has_a_test()
    {
        var names = Directory.GetDirectories(SharedFiles.Path(Corpus)).Select(static folder => System.IO.Path.GetFileName(folder)!);

        Assert.Equal(names.Order(StringComparer.Ordinal), InReach.Select<object[], string>(static row => (string)row[0]).Concat(Others).Order(StringComparer.Ordinal));
    }

    [SharedFact(Corpus)]
    public async Task A_golden_table_shows_every_version_that_it_had()
    {
        await using var store = Open("time-travel-start-start20-start40");
        var table = await store.OpenAsync("delta");

        for (var version = 0; version <= 2; version++)
        {
            var asOf = await table.AsOfAsync(version);
            Assert.Equal(Enumerable.Range(0, (version + 1) * 10), (await RowsAsync(asOf.ReadBatchesAsync(), asOf.Schema)).Select(static row => (int)(long)row[0]!).Order());
        }
    }

    [SharedFact(Corpus)]
    public async Task A_golden_version_before_a_change_of_columns_has_the_columns_of_then()
    {
        await using var store = Open("time-travel-schema-changes-b");
        var table = await store.OpenAsync("delta");
        var before = await table.AsOfAsync(0);

        Assert.Equal("id bigint, part bigint", table.Schema.ToString());
        Assert.Equal("id bigint", before.Schema.ToString());
        Assert.Equal(10, (await TextsAsync(before.ReadBatchesAsync(), before.Schema)).Count);
    }

    [SharedTheory(Corpus)]
    [InlineData("basic-with-inserts-updates")]
    [InlineData("basic-with-inserts-deletes-checkpoint")]
    [InlineData("data-skipping-basic-stats-all-types")]
    [InlineData("dv-partitioned-with-checkpoint")]
    [InlineData("log-replay-dv-key-cases")]
    [InlineData("time-travel-start-start20-start40")]
    public async Task The_changes_of_a_golden_table_lead_from_every_version_to_the_next(string name)
    {
        await using var store = Open(name);
        var table = await store.OpenAsync("delta");
        var rows = new List<string>();
        for (long version = 0; version <= table.Version; version++)
        {
            await foreach (var batch in table.ChangesAsync(version, version))
            {
                using (batch)
                {
                    foreach (var row in Enumerable.Range(0, batch.RowCount))
                    {
                        var text = string.Join('|', batch.Columns.SkipLast(3).Select(column => Text(column.GetValue(row))));
                        if (batch.Column("_change_type").GetValue(row) is "insert")
                        {
                            rows.Add(text);
                        }
                        else
                        {
                            Assert.True(rows.Remove(text), $"version {version} removes {text}");
                        }
                    }
                }
            }

            var asOf = await table.AsOfAsync(version);
            Assert.Equal((await TextsAsync(asOf.ReadBatchesAsync(), asOf.Schema)).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
        }
    }

    [SharedFact(Corpus)]
    public async Task A_golden_commit_with_change_files_is_told_by_them_alone()
    {
        await using var store = Open("deltalog-getChanges");
        var table = await store.OpenAsync("delta");

        Assert.Empty(await table.ChangesAsync(2).ToListAsync());
        var missing = await Assert.ThrowsAsync<DataFileMissingException>(async () => await table.ChangesAsync(1, 1).ToListAsync());
        Assert.Equal("delta/fake/path/2", missing.Path);
    }

    [SharedFact(Corpus)]
    public async Task A_golden_log_with_a_gap_and_without_a_schema_fails()
    {
        await using var store = Open("versions-not-contiguous");

        await Assert.ThrowsAsync<TableLogException>(() => store.OpenAsync("delta"));
    }

    [SharedFact(Corpus)]
    public async Task A_golden_folder_without_a_log_is_no_table()
    {
        await using var store = Open("no-delta-log-folder");

        await Assert.ThrowsAsync<TableNotFoundException>(() => store.OpenAsync("delta"));
    }

    [SharedFact(Corpus)]
    public async Task A_golden_log_without_metadata_fails()
    {
        await using var store = Open("data-reader-absolute-paths-escaped-chars");

        var damaged = await Assert.ThrowsAsync<TableLogException>(() => store.OpenAsync("delta"));

        Assert.Contains("'metaData'", damaged.Message, StringComparison.Ordinal);
    }

    [SharedFact(Corpus)]
    public async Task A_golden_remove_finds_its_add_however_the_path_is_spelled()
    {
        await using var store = Open("canonicalized-paths-special-b");

        Assert.Equal(0, (await store.OpenAsync("delta")).FileCount);
    }

    [SharedFact(Corpus)]
    public async Task A_golden_file_that_is_removed_and_added_again_is_live()
    {
        await using var store = Open("delete-re-add-same-file-different-transactions");

        var table = await store.OpenAsync("delta");

        Assert.Equal(["foo", "bar"], table.Snapshot.Files.Select(static file => file.Add.Path));
        Assert.Equal(1_700_000_000_000, table.Snapshot.Files[0].Add.ModificationTime);
    }

    [SharedFact(Corpus)]
    public async Task A_golden_file_that_is_not_there_is_named_decoded()
    {
        await using var store = Open("log-replay-special-characters-b");
        var table = await store.OpenAsync("delta");

        var missing = await Assert.ThrowsAsync<DataFileMissingException>(() => TextsAsync(table.ReadBatchesAsync(), table.Schema));

        Assert.Equal("delta/special p@#h", missing.Path);
    }

    [SharedTheory(Corpus)]
    [InlineData("column-names-case-insensitive", 10, "FooBar", "BarFoo")]
    [InlineData("deleted-path", 10, "c1", "c2")]
    [InlineData("incorrect-format-config", 10, "a", "b")]
    [InlineData("map-types-correctly", 1, "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13", "c14", "c15")]
    [InlineData("non-partitioned", 10, "c1", "c2")]
    [InlineData("not-allow-write", 10, "a", "b")]
    [InlineData("partition-prune", 5, "city", "date", "name", "cnt")]
    [InlineData("partitioned", 10, "c1", "c2")]
    [InlineData("schema-match", 10, "a", "b", "c")]
    [InlineData("special-chars-in-partition-column", 10, "c1", "c2")]
    [InlineData("touch-files-needed-for-partitioned", 10, "c1", "c2")]
    public async Task A_golden_table_of_the_hive_connector_has_its_columns_and_rows(string name, int rows, params string[] columns)
    {
        await using var store = new TableStore(new FileObjectStore(SharedFiles.Path($"{Corpus}/hive/delta")));

        var table = await store.OpenAsync($"deltatbl-{name}");

        Assert.Equal(columns, table.Schema.Fields.Select(static field => field.Name));
        Assert.Equal(rows, (await TextsAsync(table.ReadBatchesAsync(), table.Schema)).Count);
    }

    private static TableStore Open(string name) => new(new FileObjectStore(SharedFiles.Path($"{Corpus}/{name}")));

    private static async Task<List<string>> ExpectedAsync(FileObjectStore store, Schema schema)
    {
        var rows = new List<string>();
        foreach (var path in (await store.PathsAsync("expected/")).Where(static path => path.EndsWith(".parquet", StringComparison.Ordinal)))
        {
            await using var file = await ParquetFile.OpenAsync(store, path);
            rows.AddRange(await TextsAsync(file.ReadAsync(), schema));
        }

        return rows;
    }

    private static async Task<List<string>> TextsAsync(IAsyncEnumerable<ColumnBatch> batches, Schema schema)
        => (await RowsAsync(batches, schema)).ConvertAll(static row => string.Join('|', row.Select(Text)));

    private static async Task<List<object?[]>> RowsAsync(IAsyncEnumerable<ColumnBatch> batches, Schema schema)
    {
        var rows = new List<object?[]>();
        await foreach (var batch in batches)
        {
            using (batch)
            {
                for (var row = 0; row < batch.RowCount; row++)
                {
                    rows.Add([.. schema.Fields.Select(field => batch.Column(field.Name).GetValue(row))]);
                }
            }
        }

        return rows;
    }

    private static string Text(object? value) => value switch
    {
        null => "∅",
        byte[] bytes => Convert.ToHexString(bytes),
        object?[] items => $"[{string.Join(',', items.Select(Text))}]",
        KeyValuePair<object, object?>[] entries => $"{{{string.Join(',', entries.Select(static entry => $"{Text(entry.Key)}:{Text(entry.Value)}").Order(StringComparer.Ordinal))}}}",
        IReadOnlyDictionary<string, object?> fields => $"({string.Join(',', fields.Select(static field => $"{field.Key}:{Text(field.Value)}"))})",
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
