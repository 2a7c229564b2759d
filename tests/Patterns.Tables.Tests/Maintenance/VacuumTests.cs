using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Core;
using Patterns.Tables.Tests.Delta;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Maintenance;

public sealed class VacuumTests
{
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly MemoryObjectStore _objects;

    public VacuumTests() => _objects = new MemoryObjectStore(_time);

    [Fact]
    public async Task Files_that_were_removed_before_the_retention_go_and_versions_within_it_stay_readable()
    {
        await using var store = Store();
        var table = await FilledAsync(store);
        var first = await _objects.PathsAsync("t/part-");
        await table.OptimizeAsync();
        _time.Advance(TimeSpan.FromDays(6));
        await table.AppendAsync(Rows.Of("id bigint", [9L]));
        var early = await table.VacuumAsync();
        Assert.Empty(early.Paths);
        Assert.Equal(["1", "2", "3"], await Rows.TextsAsync(await table.AsOfAsync(3)));

        _time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        var dry = await table.VacuumAsync(new VacuumOptions { DryRun = true });
        Assert.Equal(4, (await _objects.PathsAsync("t/part-")).Count - 1);
        var done = await table.VacuumAsync();

        Assert.Equal(first, dry.Paths.Select(static path => $"t/{path}"));
        Assert.Equal((dry.Paths.Count, dry.ByteCount, true, false), (done.Paths.Count, done.ByteCount, dry.IsDryRun, done.IsDryRun));
        Assert.Equal(["1", "2", "3", "9"], await Rows.TextsAsync(table));
        Assert.Equal(["1", "2", "3"], await Rows.TextsAsync(await table.AsOfAsync(4)));
        await using var other = Store();
        var seenByOthers = await (await other.OpenAsync("t")).AsOfAsync(3);
        await Assert.ThrowsAsync<DataFileMissingException>(() => Rows.TextsAsync(seenByOthers));
        Assert.Empty((await table.VacuumAsync()).Paths);
    }

    [Fact]
    public async Task What_writers_left_behind_goes_and_what_is_hidden_or_new_stays()
    {
        await using var store = Store();
        var table = await FilledAsync(store);
        string[] left = ["t/part-9.parquet", "t/deletion_vector_x.bin", "t/_change_data/cdc-1.parquet", "t/_day=1/part-8.parquet", "t/a/b.parquet"];
        string[] hidden = ["t/_quarantine/2026-07-01/q.ndjson", "t/.meta/x.parquet", "t/_spark_metadata/0", "t/a/_tmp/x.parquet", "t/_change_data/_x/y.parquet"];
        await WriteAsync([.. left, .. hidden, "other/part-1.parquet", "t2/part-1.parquet"]);
        _time.Advance(TimeSpan.FromDays(8));
        await WriteAsync("t/part-new.parquet");

        var result = await table.VacuumAsync();

        Assert.Equal(left.Where(static path => path != "t/_day=1/part-8.parquet").Order(StringComparer.Ordinal), result.Paths.Select(static path => $"t/{path}"));
        var paths = await _objects.PathsAsync();
        Assert.All([.. hidden, "other/part-1.parquet", "t2/part-1.parquet", "t/part-new.parquet", "t/_day=1/part-8.parquet"], path => Assert.Contains(path, paths));
        Assert.Equal(["1", "2", "3"], await Rows.TextsAsync(table));
    }

    [Fact]
    public async Task Deletion_vectors_and_change_files_stay_as_long_as_a_version_of_the_retention_needs_them()
    {
        await using var store = Store();
        var table = await store.CreateAsync("t", Schema.Parse("id bigint"), static builder => builder.DeletionVectors().ChangeFeed());
        await table.AppendAsync(Rows.Of("id bigint", [1L], [2L], [3L], [4L]));
        await table.DeleteAsync("id = 1");
        _time.Advance(TimeSpan.FromDays(6));
        await table.DeleteAsync("id = 2");
        Assert.Empty((await table.VacuumAsync()).Paths);
        _time.Advance(TimeSpan.FromDays(2));

        var result = await table.VacuumAsync();

        // Version 2 was the latest until 2 days ago, so its deletion vector is needed; nobody reads the changes of 8 days ago any more.
        Assert.Equal(["_change_data/cdc"], result.Paths.Select(static path => path[..16]));
        Assert.Equal(["2", "3", "4"], await Rows.TextsAsync(await table.AsOfAsync(2)));
        Assert.Equal(["3", "4"], await Rows.TextsAsync(table));
        _time.Advance(TimeSpan.FromDays(6));
        Assert.Equal(["_change_data/cdc", "deletion_vector_"], (await table.VacuumAsync()).Paths.Select(static path => path[..16]));
        await using var without = Store();
        Assert.Equal(["3", "4"], await Rows.TextsAsync(await without.OpenAsync("t")));
        await Assert.ThrowsAsync<DeletionVectorException>(async () => await Rows.TextsAsync(await (await without.OpenAsync("t")).AsOfAsync(2)));
    }

    [Fact]
    public async Task A_partition_folder_that_begins_with_an_underscore_is_not_hidden()
    {
        await using var store = Store();
        var table = await store.CreateAsync("t", Schema.Parse("id bigint, _day int"), static builder => builder.PartitionBy("_day"));
        await table.AppendAsync(Rows.Of("id bigint, _day int", [1L, 1]));
        await WriteAsync("t/_day=1/part-8.parquet");
        _time.Advance(TimeSpan.FromDays(8));

        Assert.Equal(["_day=1/part-8.parquet"], (await table.VacuumAsync()).Paths);
        Assert.Equal(["1|1"], await Rows.TextsAsync(table));
    }

    [Fact]
    public async Task A_retention_below_seven_days_has_to_be_meant()
    {
        await using var store = Store();
        var table = await FilledAsync(store);
        await table.OptimizeAsync();
        _time.Advance(TimeSpan.FromHours(2));

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => table.VacuumAsync(new VacuumOptions { Retention = TimeSpan.FromHours(1) }));
        var result = await table.VacuumAsync(new VacuumOptions { Retention = TimeSpan.FromHours(1), AllowShortRetention = true });

        Assert.Contains("AllowShortRetention", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, result.Paths.Count);
        Assert.Equal(["1", "2", "3"], await Rows.TextsAsync(table));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => table.VacuumAsync(new VacuumOptions { Retention = TimeSpan.FromHours(-1), AllowShortRetention = true }));
    }

    [Fact]
    public async Task A_retention_longer_than_the_table_has_looks_into_the_commits_that_a_checkpoint_forgot()
    {
        await using var store = Store();
        var table = await FilledAsync(store);
        _time.Advance(TimeSpan.FromDays(40));
        await table.OptimizeAsync();
        for (var day = 0; day < 12; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            await table.AppendAsync(Rows.Of("id bigint", [100L + day]));
        }

        var reopened = await store.OpenAsync("t");

        Assert.Empty((await reopened.VacuumAsync(new VacuumOptions { Retention = TimeSpan.FromDays(30) })).Paths);
        Assert.Equal(3, (await reopened.VacuumAsync()).Paths.Count);
    }

    [Fact]
    public async Task A_table_with_a_feature_that_is_not_known_is_not_vacuumed()
    {
        await using var store = Store();
        await _objects.WriteAsync(0, """{"protocol":{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["somethingNew"]}}""", LogFixture.Metadata);
        await WriteAsync($"{LogFixture.Table}/part-1.parquet");
        _time.Advance(TimeSpan.FromDays(8));
        var table = await store.OpenAsync(LogFixture.Table);

        var refused = await Assert.ThrowsAsync<UnsupportedTableException>(() => table.VacuumAsync());

        Assert.Equal("somethingNew", refused.Feature);
    }

    private static async Task<Table> FilledAsync(TableStore store)
    {
        var table = await store.CreateAsync("t", Schema.Parse("id bigint"));
        for (long id = 1; id <= 3; id++)
        {
            await table.AppendAsync(Rows.Of("id bigint", [id]));
        }

        return table;
    }

    private TableStore Store() => new(_objects, null, _time, new Random(1), NullLogger<TableStore>.Instance);

    private async Task WriteAsync(params string[] paths)
    {
        foreach (var path in paths)
        {
            await _objects.PutAsync(path, "x"u8.ToArray());
        }
    }
}
