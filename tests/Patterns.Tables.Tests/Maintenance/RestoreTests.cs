using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Maintenance;

public sealed class RestoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _time = new(Start);
    private readonly MemoryObjectStore _objects;

    public RestoreTests() => _objects = new MemoryObjectStore(_time);

    [Fact]
    public async Task A_version_is_brought_back_as_a_new_one_with_its_rows_columns_and_rules()
    {
        await using var store = Store();
        var table = await store.CreateAsync("t", Schema.Parse("id bigint, name string"), static builder => builder.Check("positive", "id > 0"));
        await table.AppendAsync(Rows.Of("id bigint, name string", [1L, "one"]));
        await table.AppendAsync(Rows.Of("id bigint, name string", [2L, "two"]));
        await table.OptimizeAsync();
        await table.EvolveAsync(static change => change.MapColumns().DropColumn("name").DropCheck("positive").AddColumn("note", DataType.String));
        await table.AppendAsync(Rows.Of("id bigint, note string", [-3L, "three"]));

        Assert.Equal(6, await table.RestoreAsync(1));
        Assert.Equal(["1|one"], await Rows.TextsAsync(table));
        Assert.Equal(["positive"], table.Checks.Keys);
        Assert.Equal(6, await table.RestoreAsync(1));

        Assert.Equal(7, await table.RestoreAsync(5));
        Assert.Equal(["1|∅", "2|∅", "-3|three"], await Rows.TextsAsync(table));
        Assert.Equal(["-3|three"], await Rows.TextsAsync(table, "note = 'three'"));
        Assert.Equal((2, 5), (table.Snapshot.Protocol.MinReaderVersion, table.Snapshot.Protocol.MinWriterVersion));
        Assert.Equal(["1|one", "2|two"], await Rows.TextsAsync(await table.AsOfAsync(3)));
        Assert.Equal(("RESTORE", "5"), await table.HistoryAsync().Select(static commit => (commit.Operation!, commit.Parameters["version"])).FirstAsync());
    }

    [Fact]
    public async Task A_version_whose_files_are_gone_is_not_brought_back()
    {
        await using var store = Store();
        var table = await store.CreateAsync("t", Schema.Parse("id bigint"));
        await table.AppendAsync(Rows.Of("id bigint", [1L]));
        await table.AppendAsync(Rows.Of("id bigint", [2L]));
        await table.OptimizeAsync();
        _time.Advance(TimeSpan.FromDays(8));
        await table.VacuumAsync();

        await Assert.ThrowsAsync<DataFileMissingException>(() => table.RestoreAsync(1));

        Assert.Equal(3, (await store.OpenAsync("t")).Version);
    }

    [Fact]
    public async Task A_commit_meanwhile_is_a_conflict()
    {
        await using var store = Store();
        await (await store.CreateAsync("t", Schema.Parse("id bigint"))).AppendAsync(Rows.Of("id bigint", [1L]));
        var isFirst = true;
        await using var racing = TableFixture.Store(new FlakyObjectStore(_objects, call =>
        {
            if (isFirst && call is { Operation: StoreOperation.Put } && call.Path.EndsWith(".json", StringComparison.Ordinal))
            {
                isFirst = false;
                store.OpenAsync("t").GetAwaiter().GetResult().AppendAsync(Rows.Of("id bigint", [2L])).GetAwaiter().GetResult();
            }

            return Fault.None;
        }), seed: 2);

        await Assert.ThrowsAsync<CommitConflictException>(async () => await (await racing.OpenAsync("t")).RestoreAsync(0));

        Assert.Equal(["1", "2"], await Rows.TextsAsync(await store.OpenAsync("t")));
    }

    [Fact]
    public async Task A_time_gives_the_last_version_committed_by_then()
    {
        await using var store = Store();
        var table = await store.CreateAsync("t", Schema.Parse("id bigint"));
        for (var hour = 1; hour <= 3; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            await table.AppendAsync(Rows.Of("id bigint", [(long)hour]));
        }

        foreach (var (minutes, version) in new[] { (0, 0), (59, 0), (60, 1), (61, 1), (120, 2), (179, 2), (180, 3), (10_000, 3) })
        {
            Assert.Equal(version, (await table.AsOfAsync(Start.AddMinutes(minutes))).Version);
        }

        Assert.Equal(1, (await table.AsOfAsync(new DateTimeOffset(2026, 7, 1, 15, 0, 0, TimeSpan.FromHours(2)))).Version);
        var tooEarly = await Assert.ThrowsAsync<VersionNotFoundException>(() => table.AsOfAsync(Start.AddMinutes(-1)));
        Assert.Contains("2026-07-01T11:59:00.000Z", tooEarly.Message, StringComparison.Ordinal);
        Assert.Equal(4, await table.RestoreAsync(Start.AddMinutes(61)));
        Assert.Equal(["1"], await Rows.TextsAsync(table));
    }

    [Fact]
    public async Task Commits_whose_objects_have_one_time_are_told_apart_by_a_millisecond_each()
    {
        await using var store = Store();
        var table = await store.CreateAsync("t", Schema.Parse("id bigint"));
        await table.AppendAsync(Rows.Of("id bigint", [1L]));
        await table.AppendAsync(Rows.Of("id bigint", [2L]));

        for (var milliseconds = 0; milliseconds < 4; milliseconds++)
        {
            Assert.Equal(Math.Min(milliseconds, 2), (await table.AsOfAsync(Start.AddMilliseconds(milliseconds))).Version);
        }
    }

    [Fact]
    public async Task Times_within_commits_count_where_the_table_has_them()
    {
        await using var store = Store();
        await PutAsync(0, Start, """{"protocol":{"minReaderVersion":1,"minWriterVersion":2}}""", Metadata("{}"));
        await PutAsync(1, Start.AddDays(1));
        await PutAsync(
            2,
            Start.AddDays(2),
            """{"protocol":{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["inCommitTimestamp"]}}""",
            Metadata("""{"delta.enableInCommitTimestamps":"true","delta.inCommitTimestampEnablementVersion":"2"}"""));
        await PutAsync(3, Start.AddDays(30));
        await PutAsync(4, Start.AddDays(40));
        var table = await store.OpenAsync("t");

        foreach (var (days, version) in new[] { (2, 2), (29, 2), (30, 3), (39, 3), (40, 4), (50, 4) })
        {
            Assert.Equal(version, (await table.AsOfAsync(Start.AddDays(days))).Version);
        }

        // Objects were written at one time, so versions before the times began are told apart by a millisecond.
        Assert.Equal(1, (await table.AsOfAsync(Start.AddMilliseconds(5))).Version);
        Assert.Equal(Start.AddDays(40), (await table.HistoryAsync().FirstAsync()).Timestamp);
    }

    private TableStore Store() => new(_objects, null, _time, new Random(1), NullLogger<TableStore>.Instance);

    private static string Metadata(string configuration)
        => """{"metaData":{"id":"t","format":{"provider":"parquet","options":{}},"schemaString":"{\"type\":\"struct\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"nullable\":true,\"metadata\":{}}]}","partitionColumns":[],"configuration":CONFIGURATION}}"""
            .Replace("CONFIGURATION", configuration, StringComparison.Ordinal);

    private Task PutAsync(long version, DateTimeOffset time, params string[] lines)
        => _objects.PutAsync(
            $"t/_delta_log/{version:D20}.json",
            Encoding.UTF8.GetBytes(string.Join('\n', [$$$"""{"commitInfo":{"inCommitTimestamp":{{{time.ToUnixTimeMilliseconds()}}},"timestamp":1}}""", .. lines])));
}
