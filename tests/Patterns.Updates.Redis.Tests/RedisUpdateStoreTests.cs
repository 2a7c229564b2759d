using System.Text;
using Patterns.Testing;
using Patterns.Updates.Redis.Resp;
using Patterns.Updates.Redis.Storage;

namespace Patterns.Updates.Redis.Tests;

public sealed class RedisUpdateStoreTests(RedisFixture fixture) : IClassFixture<RedisFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [RedisTheory]
    [MemberData(nameof(UpdateStoreScenarios.Names), MemberType = typeof(UpdateStoreScenarios))]
    public Task It_keeps_what_every_store_promises(string scenario)
    {
        var options = fixture.NewOptions();
        return UpdateStoreScenarios.RunAsync(scenario, time => new RedisUpdateStore(options, time));
    }

    [RedisFact]
    public async Task A_gap_that_somebody_else_made_is_never_passed_by()
    {
        var options = fixture.NewOptions();
        await using RedisUpdateStore store = new(options);
        await using RedisClient redis = new(options);
        var log = (await store.CreateAsync("orders")).Log;
        var receipt = await log.AppendAsync([.. Enumerable.Range(0, 10).Select(static number => Text($"{number}"))]);
        var stream = new FeedKeys(options.KeyPrefix).Stream(receipt.Next.Epoch);

        await redis.AskAsync(default, "XDEL", stream, "6-0");
        var before = await log.ReadAsync(receipt.OffsetOf(1));
        var deleted = await Assert.ThrowsAsync<OffsetGoneException>(async () => await log.ReadAsync(before.Next));
        await redis.AskAsync(default, "XTRIM", stream, "MAXLEN", 2L);
        var trimmed = await Assert.ThrowsAsync<OffsetGoneException>(async () => await log.ReadAsync(receipt.OffsetOf(1)));

        Assert.Equal(["2", "3", "4"], before.Updates.Select(static update => Encoding.UTF8.GetString(update.Payload.Span)));
        Assert.Equal(receipt.OffsetOf(5), deleted.Earliest);
        Assert.Equal(OffsetGoneReason.Forgotten, trimmed.Reason);
        Assert.Equal(receipt.OffsetOf(7), trimmed.Earliest);
    }

    [RedisFact]
    public async Task Processes_that_append_at_once_lose_nothing_and_wake_each_other()
    {
        const int Appends = 40;
        var options = fixture.NewOptions();
        var stores = Enumerable.Range(0, 3).Select(_ => new RedisUpdateStore(options)).ToArray();
        try
        {
            var logs = await Task.WhenAll(stores.Select(async store => (await store.CreateAsync("orders")).Log));
            var waiting = logs[0].WaitAsync(UpdateOffset.Now, Timeout.InfiniteTimeSpan).AsTask();
            await Task.WhenAll(logs.Select((log, writer) => Task.Run(async () =>
            {
                for (var number = 0; number < Appends; number++)
                {
                    await log.AppendAsync(new AppendRequest([Text($"{writer} {number}")]) { Producer = new ProducerPosition($"p{writer}", 0, number) });
                }
            }))).WaitAsync(Patience);

            Assert.True(await waiting.WaitAsync(Patience));
            var texts = (await logs[1].ReadAsync(UpdateOffset.Start)).Updates.Select(static update => Encoding.UTF8.GetString(update.Payload.Span)).ToList();
            Assert.Equal(3 * Appends, texts.Count);
            Assert.All(texts.GroupBy(static text => text[0]), mine => Assert.Equal(Enumerable.Range(0, Appends).Select(number => $"{mine.Key} {number}"), mine));
        }
        finally
        {
            foreach (var store in stores)
            {
                await store.DisposeAsync();
            }
        }
    }

    [RedisFact]
    public async Task A_server_that_was_killed_has_what_was_acknowledged_and_is_found_again()
    {
        using var server = RedisServer.Start();
        await using RedisUpdateStore store = new(new RedisUpdateOptions { Endpoint = server.Endpoint });
        var log = (await store.CreateAsync("orders")).Log;
        await log.AppendAsync(Text("before"));

        server.Restart();
        AppendRequest request = new([Text("after")]) { Producer = new ProducerPosition("p", 0, 0) };
        try
        {
            await log.AppendAsync(request);
        }
        catch (RedisException exception)
        {
            Assert.Equal("updates.redis-unreachable", exception.Code);
            await log.AppendAsync(request);
        }

        Assert.Equal(["before", "after"], (await log.ReadAsync(UpdateOffset.Start)).Updates.Select(static update => Encoding.UTF8.GetString(update.Payload.Span)));
    }

    [RedisFact]
    public async Task Retention_forgets_by_age_and_by_size()
    {
        ManualTimeProvider time = new();
        await using RedisUpdateStore store = new(fixture.NewOptions(), time);
        var aging = (await store.CreateAsync("aging", new FeedConfiguration { RetainFor = TimeSpan.FromHours(1) })).Log;
        var sized = (await store.CreateAsync("sized", new FeedConfiguration { RetainBytes = 3 })).Log;
        await aging.AppendAsync([Text("0"), Text("1")]);
        await sized.AppendAsync([.. Enumerable.Range(0, 5).Select(static number => Text($"{number}"))]);
        time.Advance(TimeSpan.FromMinutes(50));
        await aging.AppendAsync(Text("2"));
        time.Advance(TimeSpan.FromMinutes(20));

        await store.MaintainAsync();

        Assert.Equal(2, (await aging.GetStateAsync()).Earliest.Sequence);
        Assert.Equal(2, (await sized.GetStateAsync()).Earliest.Sequence);
        Assert.Equal(2, (await aging.SeekAsync(time.GetUtcNow().AddHours(-1))).Sequence);
    }

    [RedisFact]
    public async Task Retention_by_size_counts_what_was_inherited_and_keeps_the_last_update()
    {
        await using RedisUpdateStore store = new(fixture.NewOptions());
        var source = (await store.CreateAsync("source", null, new AppendRequest([Text("000"), Text("11")]))).Log;
        var fork = (await store.CreateAsync("fork", new FeedConfiguration { Fork = new ForkPoint("source"), RetainBytes = 5 }, new AppendRequest([Text("2")]))).Log;
        await source.AppendAsync(Text("3"));
        await fork.AppendAsync([Text("3"), Text("4")]);

        await store.MaintainAsync();
        Assert.Equal(1, (await fork.GetStateAsync()).Earliest.Sequence);
        await fork.AppendAsync(Text("too large by itself"));
        await store.MaintainAsync();

        Assert.Equal(5, (await fork.GetStateAsync()).Earliest.Sequence);
        Assert.Equal(0, (await source.GetStateAsync()).Earliest.Sequence);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_so()
    {
        await using RedisUpdateStore store = new(new RedisUpdateOptions { Endpoint = "unix:/nowhere/redis.sock" });

        Assert.Equal("updates.redis-unreachable", (await Assert.ThrowsAsync<RedisException>(async () => await store.CreateAsync("orders"))).Code);
        Assert.Throws<ArgumentException>(static () => new RedisUpdateStore(new RedisUpdateOptions { Endpoint = "nowhere" }));
    }

    private static NewUpdate Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
