using Patterns.Updates;
using Xunit;

namespace Patterns.Testing;

/// <summary>What forks have of their sources, and how long the sources are kept for them.</summary>
public sealed class ForkingContract(Func<TimeProvider, IUpdateStore> open) : UpdateStoreContract(open)
{
    [Fact]
    public async Task A_fork_begins_with_the_updates_of_its_source_and_goes_its_own_way()
    {
        var source = await NewAsync("source");
        var receipt = await source.AppendAsync(Numbers(0, 4));
        var fork = await NewAsync("fork", new FeedConfiguration { Fork = new ForkPoint("source", receipt.OffsetOf(1)) });
        await source.AppendAsync(Numbers(4, 1));
        await fork.AppendAsync(Numbers(100, 2));
        var second = await NewAsync("second", new FeedConfiguration { Fork = new ForkPoint("fork") });
        await second.AppendAsync(Numbers(200, 1));

        var page = await fork.ReadAsync(UpdateOffset.Start);

        Assert.Equal(["0", "1", "100", "101"], Texts(page.Updates));
        Assert.Equal([receipt.OffsetOf(0), receipt.OffsetOf(1)], page.Updates.Take(2).Select(static update => update.Offset));
        Assert.Equal(page.Updates.Select(static update => update.Offset), page.Updates.Select(static update => update.Offset).Order());
        Assert.Equal(["1", "100", "101"], Texts((await fork.ReadAsync(receipt.OffsetOf(0))).Updates));
        Assert.Equal(["100", "101"], Texts((await fork.ReadAsync(receipt.OffsetOf(1))).Updates));
        Assert.Equal(["101"], Texts((await fork.ReadAsync(page.Updates[2].Offset)).Updates));
        Assert.Equal(["0", "1", "2", "3", "4"], Texts((await source.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.Equal(["0", "1", "100", "101", "200"], Texts((await second.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.Equal(["101", "200"], Texts((await second.ReadAsync(page.Updates[2].Offset)).Updates));
        await Assert.ThrowsAsync<OffsetGoneException>(async () => await fork.ReadAsync(receipt.OffsetOf(2)));
    }

    [Fact]
    public async Task A_fork_may_leave_inside_of_a_batch_and_inside_of_an_update()
    {
        var json = await NewAsync("json");
        await json.AppendAsync(Numbers(0, 4));
        var text = await NewAsync("text", new FeedConfiguration { ContentType = "text/plain" });
        await text.AppendAsync(new NewUpdate("hello"u8.ToArray()));
        var start = (await text.GetStateAsync()).Earliest;

        var two = await NewAsync("two", new FeedConfiguration { Fork = new ForkPoint("json", UpdateOffset.Start, 2) });
        var hel = await Store.CreateAsync("hel", new FeedConfiguration { Fork = new ForkPoint("text", start, 3) }, new AppendRequest([new NewUpdate("p"u8.ToArray())]));
        var he = await NewAsync("he", new FeedConfiguration { Fork = new ForkPoint("hel", UpdateOffset.Start, 2) });

        Assert.Equal(["0", "1"], Texts((await two.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.Equal(["hel", "p"], Texts((await hel.Log.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.Equal(["he"], Texts((await he.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.Equal("text/plain", he.Configuration.ContentType);
        Assert.Equal(ForkRejection.SubOffset, await RejectionAsync(new FeedConfiguration { Fork = new ForkPoint("json", UpdateOffset.Start, 5) }));
        Assert.Equal(ForkRejection.SubOffset, await RejectionAsync(new FeedConfiguration { Fork = new ForkPoint("text", start, 6) }));
        Assert.Equal(ForkRejection.Offset, await RejectionAsync(new FeedConfiguration { Fork = new ForkPoint("text", new UpdateOffset(start.Epoch, 2)) }));
        Assert.Equal(ForkRejection.ContentTypeDiffers, await RejectionAsync(new FeedConfiguration { Fork = new ForkPoint("text"), ContentType = "text/html" }));
        Assert.Equal(ForkRejection.SourceNotFound, await RejectionAsync(new FeedConfiguration { Fork = new ForkPoint("absent") }));
    }

    [Fact]
    public async Task A_fork_of_a_closed_feed_is_open_and_knows_no_producers()
    {
        var source = await NewAsync("done");
        await source.AppendAsync(new AppendRequest(Numbers(0, 1)) { Producer = new ProducerPosition("p", 3, 0), WriterSequence = "9", Close = true });

        var fork = await NewAsync("open", new FeedConfiguration { Fork = new ForkPoint("done") });
        var receipt = await fork.AppendAsync(new AppendRequest(Numbers(1, 1)) { Producer = new ProducerPosition("p", 0, 0), WriterSequence = "1" });

        Assert.False(receipt.IsDuplicate || receipt.IsClosed);
        Assert.Equal(["0", "1"], Texts((await fork.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.True((await Store.CreateAsync("open", new FeedConfiguration { Fork = new ForkPoint("done") })) is { IsNew: false });
    }

    [Fact]
    public async Task A_source_is_kept_for_its_forks_and_its_name_stays_taken()
    {
        var source = await NewAsync("kept");
        await source.AppendAsync(Numbers(0, 2));
        var middle = await NewAsync("middle", new FeedConfiguration { Fork = new ForkPoint("kept") });
        await middle.AppendAsync(Numbers(2, 1));
        var last = await NewAsync("last", new FeedConfiguration { Fork = new ForkPoint("middle") });

        Assert.True(await Store.DeleteAsync("kept"));
        Assert.True(await Store.DeleteAsync("middle"));

        Assert.Equal(["0", "1", "2"], Texts((await last.ReadAsync(UpdateOffset.Start)).Updates));
        await Assert.ThrowsAsync<FeedDeletedException>(async () => await Store.FindAsync("kept"));
        await Assert.ThrowsAsync<FeedDeletedException>(async () => await Store.DeleteAsync("middle"));
        await Assert.ThrowsAsync<FeedConflictException>(async () => await NewAsync("kept"));
        Assert.Equal(ForkRejection.SourceDeleted, await RejectionAsync(new FeedConfiguration { Fork = new ForkPoint("kept") }));
        Assert.Equal(["last"], await ListAsync(""));
        Assert.True(await Store.DeleteAsync("last"));
        Assert.Null(await Store.FindAsync("middle"));
        Assert.Null(await Store.FindAsync("kept"));
        Assert.Empty((await (await NewAsync("kept")).ReadAsync(UpdateOffset.Start)).Updates);
    }

    private async Task<ForkRejection> RejectionAsync(FeedConfiguration configuration)
        => (await Assert.ThrowsAsync<ForkRejectedException>(async () => await Store.CreateAsync("rejected", configuration))).Reason;
}
