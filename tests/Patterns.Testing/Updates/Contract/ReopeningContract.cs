using Patterns.Updates;
using Xunit;

namespace Patterns.Testing;

/// <summary>What is there again when a store was disposed of and opened anew, of the stores whose feeds outlive them.</summary>
public sealed class ReopeningContract(Func<TimeProvider, IUpdateStore> open) : UpdateStoreContract(open)
{
    [Fact]
    public async Task Feeds_go_on_where_they_were()
    {
        var configuration = new FeedConfiguration { ContentType = "text/plain", RetainFor = TimeSpan.FromDays(1) };
        var before = await NewAsync("a/b", configuration);
        await before.AppendAsync(new AppendRequest(Numbers(0, 2)) { Producer = new ProducerPosition("p", 1, 0), WriterSequence = "5" });
        var read = await before.ReadAsync(UpdateOffset.Start, new ReadOptions { MaxCount = 1 });
        await (await NewAsync("done")).CloseAsync();

        await ReopenAsync(Time);

        var log = (await Store.FindAsync("a/b"))!;
        var repeated = await log.AppendAsync(new AppendRequest(Numbers(0, 2)) { Producer = new ProducerPosition("p", 1, 0) });
        await Assert.ThrowsAsync<WriterSequenceException>(async () => await log.AppendAsync(new AppendRequest(Numbers(9, 1)) { WriterSequence = "5" }));
        await log.AppendAsync(Numbers(2, 1));
        Assert.True(repeated.IsDuplicate);
        Assert.Equal(configuration, log.Configuration);
        Assert.Equal(["1", "2"], Texts((await log.ReadAsync(read.Next)).Updates));
        Assert.True((await (await Store.FindAsync("done"))!.GetStateAsync()).IsClosed);
        Assert.Equal(["a/b", "done"], await ListAsync(""));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-86400)]
    public async Task A_feed_that_was_deleted_before_refuses_its_former_cursors_whatever_the_clock_says(int clockMovesBySeconds)
    {
        var former = (await (await NewAsync("again")).AppendAsync(Numbers(0, 3))).OffsetOf(0);
        await Store.DeleteAsync("again");

        await ReopenAsync(new ManualTimeProvider(Time.GetUtcNow().AddSeconds(clockMovesBySeconds)));

        var log = await NewAsync("again");
        await log.AppendAsync(Numbers(5, 3));
        Assert.Equal(OffsetGoneReason.Foreign, (await Assert.ThrowsAsync<OffsetGoneException>(async () => await log.ReadAsync(former))).Reason);
        Assert.True((await log.GetStateAsync()).Tail > former);
    }

    [Fact]
    public async Task Nor_does_one_that_was_deleted_lives_ago()
    {
        var former = (await (await NewAsync("again")).AppendAsync(Numbers(0, 3))).OffsetOf(0);
        await Store.DeleteAsync("again");
        for (var life = 0; life < 3; life++)
        {
            await ReopenAsync(new ManualTimeProvider(Time.GetUtcNow().AddHours(-1)));
            var next = (await (await NewAsync("again")).AppendAsync(Numbers(0, 3))).OffsetOf(0);
            Assert.True(next > former);
            former = next;
            await Store.DeleteAsync("again");
        }
    }
}
