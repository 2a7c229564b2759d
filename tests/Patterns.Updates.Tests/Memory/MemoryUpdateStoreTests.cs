using Patterns.Testing;

namespace Patterns.Updates.Tests.Memory;

public sealed class MemoryUpdateStoreTests
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [MemberData(nameof(UpdateStoreScenarios.NamesWithoutReopening), MemberType = typeof(UpdateStoreScenarios))]
    public Task It_keeps_what_every_store_promises(string scenario) => UpdateStoreScenarios.RunAsync(scenario, static time => new MemoryUpdateStore(time));

    [Fact]
    public async Task A_wait_is_over_when_its_time_is_up()
    {
        await using MemoryUpdateStore store = new(_time);
        var log = (await store.CreateAsync("timeout")).Log;
        var waiting = log.WaitAsync((await log.GetStateAsync()).Tail, TimeSpan.FromSeconds(25)).AsTask();

        _time.Advance(TimeSpan.FromSeconds(24));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await waiting);
    }

    [Fact]
    public async Task Old_updates_are_forgotten_by_age_and_by_size()
    {
        await using MemoryUpdateStore store = new(_time);
        var aging = (await store.CreateAsync("aging", new FeedConfiguration { RetainFor = TimeSpan.FromHours(1) })).Log;
        var sized = (await store.CreateAsync("sized", new FeedConfiguration { RetainBytes = 3 })).Log;
        await aging.AppendAsync(Bytes(0, 1));
        await sized.AppendAsync(Bytes(0, 1, 2, 3, 4));
        _time.Advance(TimeSpan.FromMinutes(50));
        await aging.AppendAsync(Bytes(2, 3));
        _time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal([2, 3], await ReadAsync(aging));
        Assert.Equal(2, (await aging.GetStateAsync()).Earliest.Sequence);
        Assert.Equal([2, 3, 4], await ReadAsync(sized));
    }

    private static NewUpdate[] Bytes(params byte[] values) => [.. values.Select(static value => new NewUpdate(new[] { value }))];

    private static async Task<IEnumerable<byte>> ReadAsync(IUpdateLog log) => (await log.ReadAsync(UpdateOffset.Start)).Updates.Select(static update => update.Payload.Span[0]);
}
