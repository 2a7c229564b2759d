using Patterns.Updates;
using Xunit;

namespace Patterns.Testing;

/// <summary>What those are promised who wait beyond a cursor.</summary>
public sealed class WaitingContract(Func<TimeProvider, IUpdateStore> open) : UpdateStoreContract(open)
{
    [Fact]
    public async Task A_waiter_wakes_when_something_is_appended()
    {
        var log = await NewAsync("wait");
        var tail = (await log.GetStateAsync()).Tail;

        var waiting = log.WaitAsync(tail, Timeout.InfiniteTimeSpan).AsTask();
        Assert.False(waiting.IsCompleted);
        await log.AppendAsync(Numbers(0, 1));

        Assert.True(await waiting.WaitAsync(Patience));
        Assert.True(await log.WaitAsync(tail, TimeSpan.Zero));
        Assert.False(await log.WaitAsync((await log.GetStateAsync()).Tail, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_waiter_wakes_when_the_feed_is_closed_or_deleted()
    {
        var closing = await NewAsync("closing");
        var deleting = await NewAsync("deleting");
        var onClose = closing.WaitAsync((await closing.GetStateAsync()).Tail, Timeout.InfiniteTimeSpan).AsTask();
        var onDelete = deleting.WaitAsync((await deleting.GetStateAsync()).Tail, Timeout.InfiniteTimeSpan).AsTask();

        await closing.CloseAsync();
        await Store.DeleteAsync("deleting");

        Assert.True(await onClose.WaitAsync(Patience));
        await Assert.ThrowsAsync<FeedNotFoundException>(() => onDelete.WaitAsync(Patience));
    }

    [Fact]
    public async Task Waiting_ends_with_its_token()
    {
        var log = await NewAsync("token");
        using CancellationTokenSource source = new();
        var waiting = log.WaitAsync((await log.GetStateAsync()).Tail, Timeout.InfiniteTimeSpan, source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
    }
}
