using System.Globalization;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Delta.Checkpoints;

public sealed class CheckpointTests
{
    private const string Corpus = "corpora/delta-golden";
    private const string Log = "orders/_delta_log";

    private readonly MemoryObjectStore _objects = new();

    [Fact]
    public async Task A_table_is_opened_from_its_checkpoint_when_the_commits_before_it_are_gone()
    {
        await using var store = TableFixture.Store(_objects);
        var table = await CreateAsync(store, commits: 25);
        await DeleteCommitsAsync(0, 20);

        var reopened = await store.OpenAsync("orders");

        Assert.Equal(25, reopened.Version);
        Assert.Equal(Enumerable.Range(1, 25), (await reopened.RowsAsync<Row>()).Select(static row => row.Id));
        Assert.Equal(table.Schema, reopened.Schema);
        Assert.Equal(table.Checks, reopened.Checks);
        Assert.Equal(["region"], reopened.PartitionColumns);
        Assert.True((await reopened.As<Row>().AppendAsync([new Row(99, "x", null)], new AppendOptions { Source = "load 7", Sequence = 7 })).AlreadyApplied);
        Assert.Equal([5, 10, 15, 20, 25], (await reopened.RowsAsync<Row>(Expression.Parse("amount IS NULL"))).Select(static row => row.Id));
    }

    [Fact]
    public async Task Every_version_from_the_checkpoint_on_can_be_opened_and_no_earlier_one()
    {
        await using var store = TableFixture.Store(_objects);
        var table = await CreateAsync(store, commits: 25);

        Assert.Equal(5, await (await table.AsOfAsync(5)).CountAsync());
        await DeleteCommitsAsync(0, 9);
        await _objects.DeleteAsync($"{Log}/{20:D20}.checkpoint.parquet");

        Assert.Equal(10, await (await table.AsOfAsync(10)).CountAsync());
        Assert.Equal(23, await (await table.AsOfAsync(23)).CountAsync());
        var gone = await Assert.ThrowsAsync<VersionNotFoundException>(() => table.AsOfAsync(9));
        Assert.Equal((10, 25), (gone.EarliestVersion, gone.LatestVersion));
        Assert.Equal(25, await (await store.OpenAsync("orders")).CountAsync());
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_passed_over_as_long_as_the_commits_are_there()
    {
        await using var store = TableFixture.Store(_objects);
        await CreateAsync(store, commits: 25);
        await _objects.PutAsync($"{Log}/{20:D20}.checkpoint.parquet", "PAR1 and no more"u8.ToArray());

        Assert.Equal(25, await (await store.OpenAsync("orders")).CountAsync());

        await DeleteCommitsAsync(0, 0);
        Assert.Equal(25, await (await store.OpenAsync("orders")).CountAsync());

        await _objects.PutAsync($"{Log}/{10:D20}.checkpoint.parquet", new byte[100]);
        var damaged = await Assert.ThrowsAsync<TableLogException>(() => store.OpenAsync("orders"));
        Assert.Equal($"{Log}/{20:D20}.checkpoint.parquet", damaged.Path);
    }

    [Theory]
    [InlineData("""{"version":999,"size":1}""")]
    [InlineData("""{"version":10,"size":1}""")]
    [InlineData("""{"version":-3,"size":1}""")]
    [InlineData("no json")]
    public async Task A_wrong_hint_costs_time_and_nothing_else(string hint)
    {
        await using var store = TableFixture.Store(_objects);
        await CreateAsync(store, commits: 25);
        await _objects.PutAsync($"{Log}/_last_checkpoint", System.Text.Encoding.UTF8.GetBytes(hint));

        Assert.Equal(25, await (await store.OpenAsync("orders")).CountAsync());
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_written_does_not_fail_the_append()
    {
        await using var store = TableFixture.Store(
            new FlakyObjectStore(_objects, static call => call.Path.Contains(".checkpoint.", StringComparison.Ordinal) ? Fault.FailBefore : Fault.None));

        await CreateAsync(store, commits: 12);

        Assert.Equal(12, await (await store.OpenAsync("orders")).CountAsync());
        Assert.DoesNotContain(await _objects.PathsAsync(), static path => path.Contains("checkpoint", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_table_says_how_often_a_checkpoint_is_written()
    {
        await LogFixture.WriteAsync(
            _objects, 0, LogFixture.Protocol, LogFixture.Metadata.Replace("\"configuration\":{}", "\"configuration\":{\"delta.checkpointInterval\":\"3\"}", StringComparison.Ordinal));
        await using var store = TableFixture.Store(_objects);
        var table = await store.OpenAsync(LogFixture.Table);
        for (var version = 1; version <= 7; version++)
        {
            await table.As<IdOnly>().AppendAsync([new IdOnly(version)]);
        }

        Assert.Equal(
            [$"{LogFixture.Table}/_delta_log/{3:D20}.checkpoint.parquet", $"{LogFixture.Table}/_delta_log/{6:D20}.checkpoint.parquet"],
            (await _objects.PathsAsync()).Where(static path => path.Contains(".checkpoint.", StringComparison.Ordinal)));
    }

    [DuckDbFact]
    public async Task Another_engine_reads_what_a_checkpoint_says()
    {
        using var folder = new TemporaryDirectory();
        await using var store = TableFixture.Store(new FileObjectStore(folder.Path));
        await CreateAsync(store, commits: 10);
        using var duck = DuckDb.OpenInMemory();
        var source = $"read_parquet('{folder["orders", "_delta_log"]}/{10:D20}.checkpoint.parquet')";

        Assert.Equal(
            [1L, 1L, 10L, 10L],
            duck.Query($"SELECT count(protocol.\"minWriterVersion\"), count(\"metaData\".id), count(txn.\"appId\"), count(add.path) FROM {source}").Rows[0]);
        Assert.Equal(
            ["{\"numRecords\":1", "north", 3L],
            duck.Query($"SELECT add.stats[1:15], add.\"partitionValues\"['region'], (SELECT max(protocol.\"minWriterVersion\")::BIGINT FROM {source}) FROM {source} WHERE add.path IS NOT NULL ORDER BY add.path LIMIT 1").Rows[0]);
    }

    [SharedTheory(Corpus)]
    [InlineData("basic-with-inserts-deletes-checkpoint", 10)]
    [InlineData("dv-partitioned-with-checkpoint", 10)]
    [InlineData("multi-part-checkpoint", 1)]
    [InlineData("only-checkpoint-files", 2)]
    [InlineData("v2-checkpoint-json", 2)]
    [InlineData("v2-checkpoint-parquet", 2)]
    public async Task Checkpoints_of_spark_hold_what_the_commits_before_them_say(string name, int checkpoint)
    {
        var files = new FileObjectStore(SharedFiles.Path($"{Corpus}/{name}"));
        foreach (var path in await files.PathsAsync("delta/"))
        {
            await _objects.PutAsync(path, await files.ReadAllAsync(path));
        }

        await using var store = new TableStore(_objects);
        var expected = await RowTextsAsync(store);
        for (var version = 0; version <= checkpoint; version++)
        {
            Assert.True(await _objects.DeleteAsync($"delta/_delta_log/{version:D20}.json"));
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), (await RowTextsAsync(store)).Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> RowTextsAsync(TableStore store)
    {
        var rows = new List<string>();
        await foreach (var batch in (await store.OpenAsync("delta")).ReadBatchesAsync())
        {
            using (batch)
            {
                rows.AddRange(CellText.Of(batch));
            }
        }

        return rows;
    }

    private static async Task<Table> CreateAsync(TableStore store, int commits)
    {
        var table = await store.CreateAsync<Row>("orders", static table => table.PartitionBy(static row => row.Region).Check("positive", "id > 0"));
        for (var id = 1; id <= commits; id++)
        {
            var options = new AppendOptions { Source = string.Create(CultureInfo.InvariantCulture, $"load {id}"), Sequence = id };
            await table.AppendAsync([new Row(id, id % 2 == 0 ? "south" : "north", id % 5 == 0 ? null : 1.5)], options);
        }

        return await store.OpenAsync("orders");
    }

    private async Task DeleteCommitsAsync(int first, int last)
    {
        for (var version = first; version <= last; version++)
        {
            Assert.True(await _objects.DeleteAsync($"{Log}/{version:D20}.json"));
        }
    }

    public sealed record Row(int Id, string Region, double? Amount);

    public sealed record IdOnly(long Id);
}
