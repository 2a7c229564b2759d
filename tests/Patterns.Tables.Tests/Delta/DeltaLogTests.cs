using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Delta;

public sealed class DeltaLogTests
{
    private readonly MemoryObjectStore _store = new();

    [Fact]
    public async Task An_empty_folder_is_no_table() => Assert.Null(await Log().LoadAsync());

    [Fact]
    public async Task The_latest_state_is_all_commits_in_order()
    {
        await WriteThreeVersionsAsync();

        var snapshot = await LoadAsync();

        Assert.Equal(2, snapshot.Version);
        Assert.Equal(["b", "c"], snapshot.Paths());
        Assert.Equal(1, snapshot.Protocol.MinReaderVersion);
    }

    [Fact]
    public async Task An_older_version_is_the_commits_up_to_it()
    {
        await WriteThreeVersionsAsync();

        Assert.Equal(["a"], (await LoadAsync(0)).Paths());
        Assert.Equal(["a", "b"], (await LoadAsync(1)).Paths());
    }

    [Fact]
    public async Task A_version_after_the_latest_is_refused_with_the_range()
    {
        await WriteThreeVersionsAsync();

        var missing = await Assert.ThrowsAsync<VersionNotFoundException>(() => Log().LoadAsync(3));

        Assert.Equal((3, 2), (missing.Version, missing.LatestVersion));
    }

    [Fact]
    public async Task A_gap_is_an_error_and_the_versions_before_it_stay_readable()
    {
        await WriteThreeVersionsAsync();
        await _store.WriteAsync(4, LogFixture.Add("e"));

        var damaged = await Assert.ThrowsAsync<TableLogException>(() => Log().LoadAsync());

        Assert.Equal("sales/orders/_delta_log/00000000000000000003.json", damaged.Path);
        Assert.Contains("versions up to 2 can still be opened", damaged.Message, StringComparison.Ordinal);
        Assert.Equal(["b", "c"], (await LoadAsync(2)).Paths());
    }

    [Fact]
    public async Task A_refresh_reads_only_what_is_new()
    {
        await _store.WriteAsync(0, LogFixture.Protocol, LogFixture.Metadata, LogFixture.Add("a"));
        var log = Log();
        var first = (await log.LoadAsync())!;
        Assert.Same(first, await log.RefreshAsync(first));
        await _store.DeleteAsync($"{LogFixture.Table}/{LogFileName.Commit(0)}");
        await _store.WriteAsync(1, LogFixture.Add("b"));
        await _store.WriteAsync(2, LogFixture.Remove("a"));

        var second = await log.RefreshAsync(first);

        Assert.Equal(2, second.Version);
        Assert.Equal(["b"], second.Paths());
        Assert.Equal(["a"], first.Paths());
    }

    [Fact]
    public async Task After_a_long_silence_a_cleaned_up_log_is_not_taken_for_its_end()
    {
        var time = new ManualTimeProvider();
        await _store.WriteAsync(0, LogFixture.Protocol, LogFixture.Metadata);
        var log = new DeltaLog(_store, LogFixture.Table, time, NullLogger.Instance);
        var first = (await log.LoadAsync())!;
        await _store.DeleteAsync($"{LogFixture.Table}/{LogFileName.Commit(0)}");
        await _store.WriteAsync(9, LogFixture.Add("z"));
        await _store.PutAsync($"{LogFixture.Table}/_delta_log/00000000000000000009.checkpoint.parquet", new byte[1]);
        Assert.Same(first, await log.RefreshAsync(first));

        time.Advance(TimeSpan.FromDays(40));

        await Assert.ThrowsAsync<TableLogException>(() => log.RefreshAsync(first));
    }

    [Fact]
    public async Task A_log_without_its_first_commits_and_with_a_part_of_a_checkpoint_is_refused()
    {
        await _store.WriteAsync(10, LogFixture.Add("z"));
        await _store.PutAsync($"{LogFixture.Table}/_delta_log/00000000000000000010.checkpoint.0000000001.0000000002.parquet", new byte[1]);

        var refused = await Assert.ThrowsAsync<TableLogException>(() => Log().LoadAsync());

        Assert.Contains("no version 0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_objects_in_the_folder_are_ignored()
    {
        await WriteThreeVersionsAsync();
        foreach (var name in new[] { "00000000000000000007.json.tmp", "7.json", ".00000000000000000009.json.crc", "_last_checkpoint", "00000000000000000002.crc", "000000000000000000xx.json" })
        {
            await _store.PutAsync($"{LogFixture.Table}/_delta_log/{name}", new byte[1]);
        }

        Assert.Equal(2, (await LoadAsync()).Version);
    }

    [Theory]
    [InlineData(LogFixture.Protocol, "metaData")]
    [InlineData(LogFixture.Metadata, "protocol")]
    public async Task A_table_without_schema_or_protocol_is_damaged(string line, string missing)
    {
        await _store.WriteAsync(0, line);

        var damaged = await Assert.ThrowsAsync<TableLogException>(() => Log().LoadAsync());

        Assert.Contains($"'{missing}'", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_remove_takes_only_the_file_of_its_path_and_deletion_vector()
    {
        const string Vector = ""","deletionVector":{"storageType":"u","pathOrInlineDv":"x","offset":4,"sizeInBytes":1,"cardinality":1}""";
        await _store.WriteAsync(0, LogFixture.Protocol, LogFixture.Metadata, LogFixture.Add("p"), LogFixture.Add("special%20p@%23h"));
        await _store.WriteAsync(
            1,
            LogFixture.Remove("p"),
            LogFixture.Add("p").Replace(""","dataChange":true""", ""","dataChange":true""" + Vector, StringComparison.Ordinal),
            LogFixture.Remove("special p@%23h"));
        await _store.WriteAsync(2, LogFixture.Remove("p"));

        Assert.Equal("ux@4", Assert.Single((await LoadAsync()).Files).Add.DeletionVector!.UniqueId);
    }

    [Fact]
    public async Task The_last_transaction_of_an_application_counts()
    {
        await _store.WriteAsync(0, LogFixture.Protocol, LogFixture.Metadata, """{"txn":{"appId":"erp","version":3}}""");
        await _store.WriteAsync(1, """{"txn":{"appId":"erp","version":4,"lastUpdated":1}}""", """{"txn":{"appId":"crm","version":1}}""");

        var transactions = (await LoadAsync()).Transactions;

        Assert.Equal(4, transactions["erp"].Version);
        Assert.Equal(1, transactions["crm"].Version);
    }

    private DeltaLog Log() => new(_store, LogFixture.Table, TimeProvider.System, NullLogger.Instance);

    private async Task<Snapshot> LoadAsync(long? version = null) => (await Log().LoadAsync(version))!;

    private async Task WriteThreeVersionsAsync()
    {
        await _store.WriteAsync(0, LogFixture.Protocol, LogFixture.Metadata, LogFixture.Add("a"));
        await _store.WriteAsync(1, LogFixture.Add("b"));
        await _store.WriteAsync(2, LogFixture.Remove("a"), LogFixture.Add("c"));
    }
}
