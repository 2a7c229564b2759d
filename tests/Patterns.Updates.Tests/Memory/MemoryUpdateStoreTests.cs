using Patterns.Testing;

namespace Patterns.Updates.Tests.Memory;

public sealed class MemoryUpdateStoreTests : UpdateStoreContract
{
    [Fact]
    public async Task A_wait_is_over_when_its_time_is_up()
    {
        var log = await NewAsync("timeout");
        var waiting = log.WaitAsync((await log.GetStateAsync()).Tail, TimeSpan.FromSeconds(25)).AsTask();

        Time.Advance(TimeSpan.FromSeconds(24));
        Assert.False(waiting.IsCompleted);
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await waiting);
    }

    [Fact]
    public async Task Old_updates_are_forgotten_by_age_and_by_size()
    {
        var aging = await NewAsync("aging", new FeedConfiguration { RetainFor = TimeSpan.FromHours(1) });
        var sized = await NewAsync("sized", new FeedConfiguration { RetainBytes = 3 });
        await aging.AppendAsync(Numbers(0, 2));
        await sized.AppendAsync(Numbers(0, 5));
        Time.Advance(TimeSpan.FromMinutes(50));
        await aging.AppendAsync(Numbers(2, 2));
        Time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(["2", "3"], Texts((await aging.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.Equal(2, (await aging.GetStateAsync()).Earliest.Sequence);
        Assert.Equal(["2", "3", "4"], Texts((await sized.ReadAsync(UpdateOffset.Start)).Updates));
    }

    protected override Task<IUpdateStore> CreateStoreAsync() => Task.FromResult<IUpdateStore>(new MemoryUpdateStore(Time));
}
