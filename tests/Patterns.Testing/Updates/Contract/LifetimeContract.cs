using Patterns.Updates;
using Xunit;

namespace Patterns.Testing;

/// <summary>How feeds are created, found, listed, deleted and forgotten.</summary>
public sealed class LifetimeContract(Func<TimeProvider, IUpdateStore> open) : UpdateStoreContract(open)
{
    [Fact]
    public async Task A_feed_that_is_deleted_and_created_again_refuses_its_former_cursors()
    {
        var first = await NewAsync("again");
        var old = (await first.AppendAsync(Numbers(0, 3))).OffsetOf(0);
        Assert.True(await Store.DeleteAsync("again"));
        Assert.False(await Store.DeleteAsync("again"));
        Assert.Null(await Store.FindAsync("again"));
        var second = await NewAsync("again");

        Assert.Empty((await second.ReadAsync(UpdateOffset.Start)).Updates);
        await second.AppendAsync(Numbers(5, 3));
        Assert.Equal(OffsetGoneReason.Foreign, (await Assert.ThrowsAsync<OffsetGoneException>(async () => await second.ReadAsync(old))).Reason);
        await Assert.ThrowsAsync<FeedNotFoundException>(async () => await first.AppendAsync(Numbers(0, 1)));
        await Assert.ThrowsAsync<FeedNotFoundException>(async () => await first.ReadAsync(UpdateOffset.Start));
        Assert.Equal(["5", "6", "7"], Texts((await second.ReadAsync(UpdateOffset.Start)).Updates));
    }

    [Fact]
    public async Task Creating_a_feed_again_in_the_same_way_finds_it()
    {
        FeedConfiguration configuration = new() { ContentType = "text/plain; charset=utf-8", TimeToLive = TimeSpan.FromHours(1), RetainBytes = 5 << 20 };
        var first = await Store.CreateAsync("dir/same", configuration, new AppendRequest(Numbers(0, 1)));
        var second = await Store.CreateAsync("dir/same", configuration with { ContentType = "TEXT/plain" }, new AppendRequest(Numbers(1, 1)));

        Assert.True(first.IsNew);
        Assert.False(second.IsNew);
        Assert.Single((await second.Log.ReadAsync(UpdateOffset.Start)).Updates);
        Assert.Equal(configuration, (await Store.FindAsync("dir/same"))!.Configuration);
        await Assert.ThrowsAsync<FeedConflictException>(async () => await Store.CreateAsync("dir/same", configuration with { TimeToLive = TimeSpan.FromHours(2) }));
        await Assert.ThrowsAsync<FeedConflictException>(async () => await Store.CreateAsync("dir/same", configuration with { ContentType = "text/html" }));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.CreateAsync("x", configuration with { ExpiresAt = Time.GetUtcNow() }));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.CreateAsync("../x"));
    }

    [Fact]
    public async Task A_feed_can_be_created_closed_with_all_that_it_will_ever_have()
    {
        var created = await Store.CreateAsync("whole", null, new AppendRequest(Numbers(0, 3)) { Close = true });

        var page = await created.Log.ReadAsync(UpdateOffset.Start);

        Assert.Equal(["0", "1", "2"], Texts(page.Updates));
        Assert.True(page.IsClosed);
    }

    [Fact]
    public async Task Names_are_listed_in_order()
    {
        foreach (var name in new[] { "b/2", "a", "b/10", "Ä", "b" })
        {
            await NewAsync(name);
        }

        await Store.DeleteAsync("a");

        Assert.Equal(["b", "b/10", "b/2", "Ä"], await ListAsync(""));
        Assert.Equal(["b/10", "b/2"], await ListAsync("b/"));
    }

    [Fact]
    public async Task A_feed_that_nobody_uses_expires()
    {
        var idle = await NewAsync("idle", new FeedConfiguration { TimeToLive = TimeSpan.FromMinutes(10) });
        await NewAsync("until", new FeedConfiguration { ExpiresAt = Time.GetUtcNow().AddMinutes(15) });

        Time.Advance(TimeSpan.FromMinutes(9));
        await idle.ReadAsync(UpdateOffset.Start);
        Time.Advance(TimeSpan.FromMinutes(5));
        await idle.GetStateAsync();
        Assert.NotNull(await Store.FindAsync("until"));
        Time.Advance(TimeSpan.FromMinutes(4));
        Assert.NotNull(await Store.FindAsync("idle"));
        Assert.Null(await Store.FindAsync("until"));
        Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await Store.FindAsync("idle"));
        await Assert.ThrowsAsync<FeedNotFoundException>(async () => await idle.GetStateAsync());
        Assert.Empty(await ListAsync(""));
        Assert.Empty((await (await NewAsync("idle")).ReadAsync(UpdateOffset.Start)).Updates);
    }
}
