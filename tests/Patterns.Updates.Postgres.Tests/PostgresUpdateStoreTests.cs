using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Patterns.Testing;

namespace Patterns.Updates.Postgres.Tests;

public sealed class PostgresUpdateStoreTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [PostgresTheory]
    [MemberData(nameof(UpdateStoreScenarios.Names), MemberType = typeof(UpdateStoreScenarios))]
    public Task It_keeps_what_every_store_promises(string scenario)
    {
        var options = New();
        return UpdateStoreScenarios.RunAsync(scenario, time => new PostgresUpdateStore(fixture.Source, options, time));
    }

    [PostgresFact]
    public async Task Updates_of_a_transaction_are_there_if_it_commits_and_in_the_order_of_commits()
    {
        await using PostgresUpdateStore store = new(fixture.Source, New());
        var log = (await store.CreateAsync("orders")).Log;
        await using var slow = await fixture.Source.OpenConnectionAsync();
        await using var fast = await fixture.Source.OpenConnectionAsync();
        await using var undone = await fixture.Source.OpenConnectionAsync();
        await using var slowTransaction = await slow.BeginTransactionAsync();
        await using var fastTransaction = await fast.BeginTransactionAsync();
        await using var undoneTransaction = await undone.BeginTransactionAsync();

        await store.AppendAsync(slowTransaction, "orders", [Text("slow 1"), Text("slow 2")]);
        await store.AppendAsync(undoneTransaction, "orders", [Text("undone")]);
        await store.AppendAsync(fastTransaction, "orders", [Text("fast")]);
        await fastTransaction.CommitAsync();
        await undoneTransaction.RollbackAsync();
        await log.AppendAsync(Text("direct"));

        // The slow transaction began first and has not ended: nobody may pass by it.
        Assert.False(await log.WaitAsync((await log.ReadAsync(UpdateOffset.Start)).Next, TimeSpan.FromMilliseconds(300)));
        Assert.Equal(["direct"], await TextsAsync(log));
        await slowTransaction.CommitAsync();
        await WaitForAsync(log, 4);

        Assert.Equal(["direct", "slow 1", "slow 2", "fast"], await TextsAsync(log));
    }

    [PostgresFact]
    public async Task Transactions_at_once_lose_nothing_and_readers_see_what_they_saw()
    {
        const int Writers = 6;
        const int Batches = 30;
        await using PostgresUpdateStore store = new(fixture.Source, New());
        var log = (await store.CreateAsync("orders")).Log;

        var reading = FollowAsync(log, Writers * Batches * 2);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                await using var connection = await fixture.Source.OpenConnectionAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                await store.AppendAsync(transaction, "orders", [Text($"{writer} {batch} a"), Text($"{writer} {batch} b")]);
                await transaction.CommitAsync();
            }
        }))).WaitAsync(Patience);
        var followed = await reading.WaitAsync(Patience);

        Assert.Equal(followed, await TextsAsync(log));
        foreach (var mine in followed.GroupBy(static text => text[0]))
        {
            Assert.Equal(Enumerable.Range(0, Batches).SelectMany(batch => new[] { $"{mine.Key} {batch} a", $"{mine.Key} {batch} b" }), mine);
        }
    }

    [PostgresFact]
    public async Task Another_process_is_told_of_updates_and_finds_them_without_being_told()
    {
        var options = New();
        await using PostgresUpdateStore here = new(fixture.Source, options);
        await using PostgresUpdateStore there = new(fixture.Source, new PostgresUpdateOptions { Schema = options.Schema, PollInterval = TimeSpan.FromHours(1) });
        var writer = (await here.CreateAsync("orders")).Log;
        var reader = (await there.FindAsync("orders"))!;
        for (var number = 0; number < 5; number++)
        {
            var waiting = reader.WaitAsync((await reader.GetStateAsync()).Tail, Timeout.InfiniteTimeSpan).AsTask();
            await Task.Yield();
            await writer.AppendAsync(Text("x"));
            Assert.True(await waiting.WaitAsync(Patience));
        }

        // Behind the back of the store, so that nobody is notified.
        await using PostgresUpdateStore polling = new(fixture.Source, new PostgresUpdateOptions { Schema = options.Schema, PollInterval = TimeSpan.FromMilliseconds(20) });
        var log = (await polling.FindAsync("orders"))!;
        var polled = log.WaitAsync((await log.GetStateAsync()).Tail, Timeout.InfiniteTimeSpan).AsTask();
        await using (var connection = await fixture.Source.OpenConnectionAsync())
        {
            await using NpgsqlCommand command = new($"UPDATE {options.Schema}.feeds SET is_closed = true", connection);
            await command.ExecuteNonQueryAsync();
        }

        Assert.True(await polled.WaitAsync(Patience));
    }

    [PostgresFact]
    public async Task Retention_forgets_by_age_and_by_size()
    {
        ManualTimeProvider time = new();
        await using PostgresUpdateStore store = new(fixture.Source, New(), time);
        var aging = (await store.CreateAsync("aging", new FeedConfiguration { RetainFor = TimeSpan.FromHours(1) })).Log;
        var sized = (await store.CreateAsync("sized", new FeedConfiguration { RetainBytes = 3 })).Log;
        await store.CreateAsync("expiring", new FeedConfiguration { TimeToLive = TimeSpan.FromMinutes(1) });
        await aging.AppendAsync([Text("0"), Text("1")]);
        await sized.AppendAsync([Text("0"), Text("1"), Text("2"), Text("3"), Text("4")]);
        time.Advance(TimeSpan.FromMinutes(50));
        await aging.AppendAsync([Text("2")]);
        time.Advance(TimeSpan.FromMinutes(20));

        await store.MaintainAsync();

        Assert.Equal(["2"], await TextsAsync(aging));
        Assert.Equal(["2", "3", "4"], await TextsAsync(sized));
        Assert.Null(await store.FindAsync("expiring"));
        Assert.Equal(2, (await aging.SeekAsync(time.GetUtcNow().AddHours(-1))).Sequence);
    }

    [PostgresFact]
    public async Task A_host_looks_after_retention_and_expiry()
    {
        ManualTimeProvider time = new();
        var schema = fixture.NewSchema();
        ServiceCollection services = new();
        services.AddSingleton(fixture.Source).AddSingleton<TimeProvider>(time);
        services.AddPatternsUpdates(static updates => updates.MaintenanceInterval = TimeSpan.FromMinutes(5)).WithPostgres(options => options.Schema = schema);
        await using var provider = services.BuildServiceProvider();
        var log = (await provider.GetRequiredService<IUpdateStore>().CreateAsync("sized", new FeedConfiguration { RetainBytes = 2 })).Log;
        await log.AppendAsync([Text("0"), Text("1"), Text("2")]);
        var service = Assert.Single(provider.GetServices<IHostedService>());

        await service.StartAsync(default);
        await time.WaitForTimersAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        await time.WaitForTimersAsync().WaitAsync(Patience);
        await service.StopAsync(default);

        Assert.Equal(["1", "2"], await TextsAsync(log));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("a; DROP TABLE x")]
    [InlineData("1a")]
    public void A_schema_that_is_no_plain_name_is_refused(string schema)
    {
        using var source = NpgsqlDataSource.Create("Host=localhost");

        Assert.Throws<ArgumentException>(() => new PostgresUpdateStore(source, new PostgresUpdateOptions { Schema = schema }));
    }

    private PostgresUpdateOptions New() => new() { Schema = fixture.NewSchema(), PollInterval = TimeSpan.FromMilliseconds(50) };

    private static NewUpdate Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task<IReadOnlyList<string>> TextsAsync(IUpdateLog log)
        => [.. (await log.ReadAsync(UpdateOffset.Start)).Updates.Select(static update => Encoding.UTF8.GetString(update.Payload.Span))];

    private static async Task WaitForAsync(IUpdateLog log, long sequence)
    {
        using CancellationTokenSource patience = new(Patience);
        while ((await log.GetStateAsync(patience.Token)).Tail is var tail && tail.Sequence < sequence)
        {
            await log.WaitAsync(tail, Timeout.InfiniteTimeSpan, patience.Token);
        }
    }

    private static async Task<IReadOnlyList<string>> FollowAsync(IUpdateLog log, int count)
    {
        List<string> texts = [];
        var cursor = UpdateOffset.Start;
        while (texts.Count < count)
        {
            var page = await log.ReadAsync(cursor);
            texts.AddRange(page.Updates.Select(static update => Encoding.UTF8.GetString(update.Payload.Span)));
            cursor = page.Next;
            if (texts.Count < count)
            {
                await log.WaitAsync(cursor, Timeout.InfiniteTimeSpan);
            }
        }

        return texts;
    }
}
