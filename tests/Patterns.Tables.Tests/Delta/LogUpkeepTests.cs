using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Delta;

public sealed class LogUpkeepTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _time = new(Start);
    private readonly MemoryObjectStore _objects;

    public LogUpkeepTests() => _objects = new MemoryObjectStore(_time);

    [Fact]
    public async Task Every_commit_has_a_checksum_of_the_state_that_it_leaves()
    {
        await using var store = Store();
        var table = await store.CreateAsync("t", Schema.Parse("id bigint"));
        for (var sequence = 1; sequence <= 3; sequence++)
        {
            await table.AppendAsync(Rows.Of("id bigint", [(long)sequence]), new AppendOptions { Source = "s", Sequence = sequence });
        }

        await table.EvolveAsync(static change => change.AddColumn("a", DataType.String));

        for (var version = 0; version <= 4; version++)
        {
            var snapshot = (await table.AsOfAsync(version)).Snapshot;
            var json = JsonDocument.Parse(await _objects.ReadAllAsync($"t/_delta_log/{version:D20}.crc")).RootElement;
            Assert.Equal(snapshot.Files.Sum(static file => file.Add.Size), json.GetProperty("tableSizeBytes").GetInt64());
            Assert.Equal((snapshot.Files.Count, 1, 1), (json.GetProperty("numFiles").GetInt32(), json.GetProperty("numMetadata").GetInt32(), json.GetProperty("numProtocol").GetInt32()));
            Assert.Equal(snapshot.Metadata.SchemaString, json.GetProperty("metadata").GetProperty("schemaString").GetString());
            Assert.Equal(snapshot.Protocol.MinWriterVersion, json.GetProperty("protocol").GetProperty("minWriterVersion").GetInt32());
            Assert.Equal(version == 0 ? 0 : 1, json.GetProperty("setTransactions").GetArrayLength());
        }
    }

    [Fact]
    public async Task A_checksum_that_cannot_be_written_does_not_fail_the_commit()
    {
        var flaky = new FlakyObjectStore(_objects, static call => call.Path.EndsWith(".crc", StringComparison.Ordinal) ? Fault.FailBefore : Fault.None);
        await using var store = TableFixture.Store(flaky);
        var table = await store.CreateAsync("t", Schema.Parse("id bigint"));

        Assert.Equal(1, (await table.AppendAsync(Rows.Of("id bigint", [1L]))).Version);
    }

    [Fact]
    public async Task Commits_older_than_the_retention_are_deleted_behind_a_checkpoint_and_later_versions_stay_readable()
    {
        await using var store = Store();
        var table = await store.CreateAsync("t", Schema.Parse("id bigint"));
        for (var version = 1; version <= 59; version++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            await table.AppendAsync(Rows.Of("id bigint", [(long)version]));
        }

        _time.Advance(TimeSpan.FromDays(1));
        await table.AppendAsync(Rows.Of("id bigint", [60L]));

        // Version 29 is the last one of 30 days ago and before; the checkpoint of version 20 is the last one up to it.
        var names = await NamesAsync();
        Assert.Equal(20, names.Min(static name => long.Parse(name[..20], CultureInfo.InvariantCulture)));
        Assert.DoesNotContain(names, static name => name.StartsWith("00000000000000000019", StringComparison.Ordinal));
        Assert.Equal(20, await (await table.AsOfAsync(20)).CountAsync());
        Assert.Equal(33, await (await table.AsOfAsync(33)).CountAsync());
        Assert.Equal(60, await (await store.OpenAsync("t")).CountAsync());
        Assert.Equal((20, 60), Range(await Assert.ThrowsAsync<VersionNotFoundException>(() => table.AsOfAsync(19))));

        static (long Earliest, long Latest) Range(VersionNotFoundException gone) => (gone.EarliestVersion, gone.LatestVersion);
    }

    [Theory]
    [InlineData("delta.enableExpiredLogCleanup", "false")]
    [InlineData("delta.logRetentionDuration", "interval 100 days")]
    public async Task A_table_that_keeps_its_log_loses_nothing_of_it(string key, string value)
    {
        await using var store = Store();
        await _objects.WriteAsync(0, LogFixture.Protocol, LogFixture.Metadata.Replace("\"configuration\":{}", $"\"configuration\":{{\"{key}\":\"{value}\"}}", StringComparison.Ordinal));
        var table = await store.OpenAsync(LogFixture.Table);
        for (var version = 1; version <= 60; version++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            await table.AppendAsync(Rows.Of("id bigint", [(long)version]));
        }

        Assert.Equal(5, await (await table.AsOfAsync(5)).CountAsync());
    }

    [Fact]
    public async Task Several_commits_as_one_are_read_in_place_of_them()
    {
        var calls = new FlakyObjectStore(_objects, static _ => Fault.None);
        await _objects.WriteAsync(0, LogFixture.Protocol, LogFixture.Metadata);
        await _objects.WriteAsync(1, LogFixture.Add("a"));
        await _objects.WriteAsync(2, LogFixture.Add("b"), LogFixture.Remove("a"));
        await _objects.WriteAsync(3, LogFixture.Add("c"));
        await _objects.WriteAsync(4, LogFixture.Add("d"));
        await CompactAsync(1, 2, LogFixture.Add("b"), LogFixture.Remove("a"));
        await CompactAsync(1, 3, LogFixture.Add("b"), LogFixture.Add("c"), LogFixture.Remove("a"));
        var log = new DeltaLog(calls, LogFixture.Table, _time, NullLogger.Instance);

        Assert.Equal(["b", "c", "d"], (await log.LoadAsync())!.Paths());
        Assert.Equal(3, calls.Calls.Where(static call => call.Path.EndsWith(".json", StringComparison.Ordinal)).Select(static call => call.Path).Distinct().Count());
        Assert.Equal(["b"], (await log.LoadAsync(2))!.Paths());
        Assert.Equal(["a"], (await log.LoadAsync(1))!.Paths());

        await _objects.PutAsync($"{LogFixture.Table}/{LogFileName.Compaction(1, 3)}", "no JSON"u8.ToArray());
        Assert.Equal(["b", "c", "d"], (await log.LoadAsync())!.Paths());
    }

    [Fact]
    public async Task A_table_of_ten_thousand_commits_is_opened_with_as_many_requests_as_one_of_twenty()
    {
        Assert.Equal(await RequestsToOpenAsync(24), await RequestsToOpenAsync(10_004));
    }

    private static async Task<int> RequestsToOpenAsync(int commits)
    {
        var objects = new MemoryObjectStore();
        await using var store = TableFixture.Store(objects);
        var table = await store.CreateAsync("t", Schema.Parse("id bigint"));
        for (var version = 1; version <= commits - 4; version++)
        {
            await objects.PutAsync($"t/{LogFileName.Commit(version)}", Encoding.UTF8.GetBytes(LogFixture.Add($"part-{version}.parquet")));
        }

        await new DeltaLog(objects, "t", TimeProvider.System, NullLogger.Instance).CheckpointAsync((await table.AsOfAsync(commits - 4)).Snapshot);
        for (var version = commits - 3; version <= commits; version++)
        {
            await objects.PutAsync($"t/{LogFileName.Commit(version)}", Encoding.UTF8.GetBytes(LogFixture.Add($"part-{version}.parquet")));
        }

        var counting = new FlakyObjectStore(objects, static _ => Fault.None);
        await using var reopened = TableFixture.Store(counting);
        Assert.Equal((commits, commits), ((await reopened.OpenAsync("t")).Version, (await reopened.OpenAsync("t")).FileCount));
        return counting.Calls.Count(static call => call.Operation is not StoreOperation.Read);
    }

    private TableStore Store() => new(_objects, null, _time, new Random(1), NullLogger<TableStore>.Instance);

    private Task CompactAsync(long first, long last, params string[] lines)
        => _objects.PutAsync($"{LogFixture.Table}/{LogFileName.Compaction(first, last)}", Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    private async Task<List<string>> NamesAsync()
        => [.. await _objects.ListAsync("t/_delta_log/0").Select(static entry => entry.Path["t/_delta_log/".Length..]).ToListAsync()];
}
