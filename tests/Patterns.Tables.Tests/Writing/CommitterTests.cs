using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Tests.Delta;
using Patterns.Tables.Writing;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Writing;

public sealed class CommitterTests
{
    private static readonly Func<StoreCall, bool> Commits = static call => call.Operation == StoreOperation.Put && call.Path.EndsWith(".json", StringComparison.Ordinal);

    private readonly MemoryObjectStore _store = new();

    [Fact]
    public async Task A_commit_is_the_next_version()
    {
        var snapshot = await CreateTableAsync();

        var outcome = await Committer(_store).CommitAsync(snapshot, Pending("a"), default);

        Assert.Equal((1, false, 0), (outcome.Snapshot.Version, outcome.AlreadyApplied, outcome.Retries));
        Assert.Equal(["a"], outcome.Snapshot.Paths());
        Assert.Equal(["a"], (await LoadAsync()).Paths());
    }

    [Fact]
    public async Task A_commit_says_who_did_what_and_when()
    {
        var snapshot = await CreateTableAsync();

        await Committer(_store).CommitAsync(snapshot, Pending("a"), default);

        var info = (await Log(_store).TryReadCommitAsync(1))!.Info;
        Assert.Equal("WRITE", info.Operation);
        Assert.Equal("Append", info.OperationParameters!["mode"]);
        Assert.Equal("5", info.OperationMetrics!["numOutputRows"]);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), info.Timestamp);
        Assert.Equal((0, true), (info.ReadVersion!.Value, info.IsBlindAppend!.Value));
        Assert.StartsWith("Patterns.Tables/", info.EngineInfo, StringComparison.Ordinal);
        Assert.True(Guid.TryParse(info.TxnId, out _));
    }

    [Fact]
    public async Task An_append_that_comes_second_is_committed_after_the_first()
    {
        var snapshot = await CreateTableAsync();
        await _store.WriteAsync(1, LogFixture.Add("theirs"));
        await _store.WriteAsync(2, LogFixture.Remove("theirs"), LogFixture.Add("more"));

        var outcome = await Committer(_store).CommitAsync(snapshot, Pending("ours"), default);

        Assert.Equal((3, 1), (outcome.Snapshot.Version, outcome.Retries));
        Assert.Equal(["more", "ours"], outcome.Snapshot.Paths());
    }

    [Theory]
    [InlineData(LogFixture.Metadata, "columns")]
    [InlineData(LogFixture.Protocol, "protocol")]
    public async Task A_change_of_what_rows_were_checked_against_is_a_conflict_that_names_both(string line, string about)
    {
        var snapshot = await CreateTableAsync();
        await _store.WriteAsync(1, """{"commitInfo":{"operation":"ALTER TABLE"}}""", line);

        var conflict = await Assert.ThrowsAsync<CommitConflictException>(() => Committer(_store).CommitAsync(snapshot, Pending("ours"), default));

        Assert.Equal((0, "WRITE", 1, "ALTER TABLE"), (conflict.ReadVersion, conflict.Operation, conflict.WinningVersion, conflict.WinningOperation));
        Assert.Contains(about, conflict.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await LoadAsync()).Version);
    }

    [Fact]
    public async Task A_failure_after_the_effect_is_recognised_as_success()
    {
        var flaky = Flaky(Fault.FailAfter);

        var outcome = await Committer(flaky).CommitAsync(await CreateTableAsync(), Pending("a"), default);

        Assert.Equal((1, 0), (outcome.Snapshot.Version, outcome.Retries));
        Assert.Equal(["a"], (await LoadAsync()).Paths());
    }

    [Fact]
    public async Task Exists_after_our_own_success_is_recognised_as_success()
    {
        var flaky = Flaky(Fault.Repeat);

        var outcome = await Committer(flaky).CommitAsync(await CreateTableAsync(), Pending("a"), default);

        Assert.Equal((1, 0), (outcome.Snapshot.Version, outcome.Retries));
        Assert.Equal(1, (await LoadAsync()).Version);
    }

    [Fact]
    public async Task A_failure_before_the_effect_is_tried_again()
    {
        var flaky = Flaky(Fault.FailBefore, Fault.FailBefore);

        var outcome = await Committer(flaky).CommitAsync(await CreateTableAsync(), Pending("a"), default);

        Assert.Equal(1, outcome.Snapshot.Version);
        Assert.Equal(["a"], (await LoadAsync()).Paths());
    }

    [Fact]
    public async Task A_request_that_lands_after_its_failure_was_reported_does_not_commit_twice()
    {
        var flaky = Flaky(Fault.LandLate(TimeSpan.FromMilliseconds(1)));

        var outcome = await Committer(flaky).CommitAsync(await CreateTableAsync(), Pending("a"), default);
        await flaky.SettleAsync();

        Assert.Equal(1, outcome.Snapshot.Version);
        Assert.Equal(1, (await LoadAsync()).Version);
    }

    [Fact]
    public async Task A_failure_after_which_somebody_else_took_the_version_goes_on_to_the_next_one()
    {
        var snapshot = await CreateTableAsync();
        var interfered = false;
        var flaky = new FlakyObjectStore(_store, call =>
        {
            if (!Commits(call) || interfered)
            {
                return Fault.None;
            }

            interfered = true;
            _store.WriteAsync(1, LogFixture.Add("theirs")).GetAwaiter().GetResult();
            return Fault.FailBefore;
        });

        var outcome = await Committer(flaky).CommitAsync(snapshot, Pending("ours"), default);

        Assert.Equal(2, outcome.Snapshot.Version);
        Assert.Equal(["theirs", "ours"], (await LoadAsync()).Paths());
    }

    [Fact]
    public async Task A_store_that_stays_broken_leaves_the_outcome_open_and_says_so()
    {
        var snapshot = await CreateTableAsync();
        var flaky = new FlakyObjectStore(_store, FaultPlan.StopAt(0));

        var unknown = await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => Committer(flaky).CommitAsync(snapshot, Pending("a"), default));

        Assert.Equal(1, unknown.Version);
        Assert.IsType<ObjectStoreException>(unknown.InnerException);
        Assert.Contains("00000000000000000001.json", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_that_is_committed_already_is_not_committed_again_even_when_it_was_a_race()
    {
        var snapshot = await CreateTableAsync();
        var pending = Pending("ours") with { Transaction = new SetTransaction { AppId = "erp", Version = 42 } };
        await _store.WriteAsync(1, """{"txn":{"appId":"erp","version":42}}""", LogFixture.Add("theirs"));

        var outcome = await Committer(_store).CommitAsync(snapshot, pending, default);

        Assert.True(outcome.AlreadyApplied);
        Assert.Equal(1, (await LoadAsync()).Version);
    }

    [Fact]
    public async Task A_load_after_an_earlier_one_of_its_source_is_committed()
    {
        var snapshot = await CreateTableAsync();
        await _store.WriteAsync(1, """{"txn":{"appId":"erp","version":41}}""", """{"txn":{"appId":"crm","version":99}}""");

        var outcome = await Committer(_store).CommitAsync(snapshot, Pending("a") with { Transaction = new SetTransaction { AppId = "erp", Version = 42 } }, default);

        Assert.False(outcome.AlreadyApplied);
        Assert.Equal(42, (await LoadAsync()).Transactions["erp"].Version);
    }

    [Fact]
    public async Task Patience_ends_after_the_attempts_that_were_allowed()
    {
        var snapshot = await CreateTableAsync();
        var version = 0;
        var busy = new FlakyObjectStore(_store, call =>
        {
            if (Commits(call))
            {
                _store.WriteAsync(++version, LogFixture.Add($"theirs-{version}")).GetAwaiter().GetResult();
            }

            return Fault.None;
        });

        var tired = await Assert.ThrowsAsync<CommitContentionException>(() => Committer(busy, maxAttempts: 3).CommitAsync(snapshot, Pending("a"), default));

        Assert.Equal(3, tired.Attempts);
        Assert.Equal(3, (await LoadAsync()).Version);
    }

    [Fact]
    public async Task Many_writers_lose_nothing()
    {
        const int Writers = 8;
        const int Appends = 25;
        var snapshot = await CreateTableAsync();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var committer = Committer(_store, seed: writer);
            var latest = snapshot;
            for (var append = 0; append < Appends; append++)
            {
                latest = (await committer.CommitAsync(latest, Pending($"{writer}-{append}"), default)).Snapshot;
            }
        })));

        var final = await LoadAsync();
        Assert.Equal(Writers * Appends, final.Version);
        Assert.Equal(Writers * Appends, final.Paths().Distinct().Count());
    }

    private static DeltaLog Log(IObjectStore store) => new(store, LogFixture.Table, TimeProvider.System, NullLogger.Instance);

    private static Committer Committer(IObjectStore store, int seed = 1, int maxAttempts = 10_000)
        => new(Log(store), new CommitContext(new Chance(new Random(seed)), new ManualInstant(), maxAttempts, NullLogger.Instance));

    private static PendingCommit Pending(string path) => new()
    {
        ReadVersion = 0,
        Adds = [new AddFile { Path = path, Size = 3 }],
        RowCount = 5,
    };

    private FlakyObjectStore Flaky(params Fault[] faults) => new(_store, FaultPlan.Script(Commits, faults));

    private async Task<Snapshot> CreateTableAsync()
    {
        await _store.WriteAsync(0, LogFixture.Protocol, LogFixture.Metadata);
        return await LoadAsync();
    }

    private async Task<Snapshot> LoadAsync() => (await Log(_store).LoadAsync())!;

    /// <summary>A clock that stands still for those who ask and lets those who wait pass soon.</summary>
    private sealed class ManualInstant : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
