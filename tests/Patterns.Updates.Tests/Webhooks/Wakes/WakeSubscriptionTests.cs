using FeedServer;

namespace Patterns.Updates.Tests.Webhooks.Wakes;

public sealed class WakeSubscriptionTests : IAsyncDisposable
{
    private readonly WakeFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task The_same_is_found_again_whatever_the_order_of_its_feeds_and_another_is_refused()
    {
        var configuration = WakeFixture.Pull() with { Streams = ["b", "a"], Description = "x" };

        Assert.True((await _fixture.CreateAsync(configuration)).IsNew);
        Assert.False((await _fixture.CreateAsync(configuration with { Streams = ["a", "b", "a"] })).IsNew);
        await _fixture.Wakes.AddStreamsAsync(WakeFixture.Id, ["c"]);
        Assert.False((await _fixture.CreateAsync(configuration)).IsNew);
        foreach (var other in new[] { configuration with { Description = null }, configuration with { Pattern = "**" }, configuration with { LeaseTime = TimeSpan.FromSeconds(11) } })
        {
            Assert.Equal(WakeRefusal.Exists, await WakeFixture.RefusedAsync(() => _fixture.CreateAsync(other)));
        }
    }

    [Fact]
    public async Task Named_feeds_come_and_go_and_those_that_fit_the_pattern_stay()
    {
        await _fixture.AppendAsync("events/a");
        await _fixture.CreateAsync(WakeFixture.Pull());
        await _fixture.Wakes.AddStreamsAsync(WakeFixture.Id, ["manual/b", "events/a"]);
        Assert.Equal([("events/a", true), ("manual/b", true)], await FeedsAsync());

        await _fixture.Wakes.RemoveStreamAsync(WakeFixture.Id, "manual/b");
        await _fixture.Wakes.RemoveStreamAsync(WakeFixture.Id, "events/a");
        await _fixture.Wakes.RemoveStreamAsync(WakeFixture.Id, "never/there");

        Assert.Equal([("events/a", false)], await FeedsAsync());

        async Task<IEnumerable<(string, bool)>> FeedsAsync() => (await _fixture.Wakes.FindAsync(WakeFixture.Id))!.Streams.Select(static feed => (feed.Name, feed.IsExplicit));
    }

    [Fact]
    public async Task A_feed_that_is_deleted_and_made_again_is_new_work()
    {
        await _fixture.Feeds.CreateAsync("wake/pool");
        await _fixture.CreateAsync(WakeFixture.Pull(null) with { Streams = ["manual/a"] });
        var first = await _fixture.AppendAsync("manual/a", 5);
        await _fixture.EventsAsync(1);
        var claim = await _fixture.Wakes.ClaimAsync(WakeFixture.Id, "one");
        Assert.False(await _fixture.AcknowledgeAsync(claim.Ticket, "manual/a", first));

        await _fixture.Feeds.DeleteAsync("manual/a");
        var feed = await _fixture.FeedAsync("manual/a", static feed => feed.Tail is null);
        Assert.False(feed.HasPending);
        await _fixture.AppendAsync("manual/a");

        Assert.Equal(2, (await _fixture.EventsAsync(2)).Count);
    }

    [Fact]
    public async Task An_offset_beyond_the_end_or_of_a_strange_feed_is_not_taken()
    {
        await _fixture.Feeds.CreateAsync("wake/pool");
        await _fixture.CreateAsync(WakeFixture.Pull());
        var offset = await _fixture.AppendAsync("events/a", 2);
        await _fixture.EventsAsync(1);
        var claim = await _fixture.Wakes.ClaimAsync(WakeFixture.Id, "one");

        await Assert.ThrowsAsync<ArgumentException>(() => _fixture.AcknowledgeAsync(claim.Ticket, "events/a", new UpdateOffset(offset.Epoch, 3)));
        await Assert.ThrowsAsync<ArgumentException>(() => _fixture.AcknowledgeAsync(claim.Ticket, "events/b", offset));
        Assert.False(await _fixture.AcknowledgeAsync(claim.Ticket, "events/a", offset, isDone: false));
        Assert.False(await _fixture.AcknowledgeAsync(claim.Ticket, "events/a", new UpdateOffset(offset.Epoch, 1)));
        Assert.Equal(offset, (await _fixture.Wakes.FindAsync(WakeFixture.Id))!.Streams[0].Acknowledged);
    }

    [Fact]
    public async Task What_is_removed_is_gone_for_its_workers_too()
    {
        await _fixture.CreateAsync(WakeFixture.Webhook());
        var offset = await _fixture.AppendAsync("events/a");
        var ticket = WakeFixture.TicketOf(await _fixture.NextCallAsync());

        Assert.True(await _fixture.Wakes.RemoveAsync(WakeFixture.Id));
        Assert.False(await _fixture.Wakes.RemoveAsync(WakeFixture.Id));
        Assert.Null(await _fixture.Wakes.FindAsync(WakeFixture.Id));
        Assert.Equal(WakeRefusal.NotFound, await WakeFixture.RefusedAsync(() => _fixture.AcknowledgeAsync(ticket, "events/a", offset)));
        await _fixture.RestartAsync();
        Assert.Null(await _fixture.Wakes.FindAsync(WakeFixture.Id));

        await _fixture.CreateAsync(WakeFixture.Webhook());
        Assert.Equal(WakeRefusal.WrongToken, await WakeFixture.RefusedAsync(() => _fixture.AcknowledgeAsync(ticket, "events/a", offset)));
    }

    [Fact]
    public async Task There_are_no_more_subscriptions_and_feeds_than_allowed()
    {
        _fixture.Options.MaxSubscriptions = 1;
        _fixture.Options.MaxStreams = 2;
        await _fixture.AppendAsync("events/a");
        await _fixture.AppendAsync("events/b");
        await _fixture.CreateAsync(WakeFixture.Pull());
        await _fixture.AppendAsync("events/c");
        _fixture.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(2, (await _fixture.Wakes.FindAsync(WakeFixture.Id))!.Streams.Count);
        Assert.Equal(WakeRefusal.TooMany, await WakeFixture.RefusedAsync(() => _fixture.Wakes.AddStreamsAsync(WakeFixture.Id, ["one/more"])));
        Assert.Equal(WakeRefusal.TooMany, await WakeFixture.RefusedAsync(() => _fixture.Wakes.CreateAsync("other", WakeFixture.Pull(), WakeFixture.Control)));
        await _fixture.Wakes.RemoveAsync(WakeFixture.Id);
        Assert.Equal(WakeRefusal.TooMany, await WakeFixture.RefusedAsync(() => _fixture.CreateAsync(WakeFixture.Pull())));
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused()
    {
        WakeConfiguration[] wrong =
        [
            WakeFixture.Pull(null),
            WakeFixture.Pull("a*"),
            WakeFixture.Pull() with { Streams = ["a//b"] },
            WakeFixture.Pull() with { WakeStream = null },
            WakeFixture.Pull() with { Url = "https://worker.example.com" },
            WakeFixture.Pull() with { LeaseTime = TimeSpan.FromMilliseconds(999) },
            WakeFixture.Pull() with { LeaseTime = TimeSpan.FromMinutes(11) },
            WakeFixture.Pull() with { Description = new string('x', 1001) },
            WakeFixture.Webhook() with { Url = null },
            WakeFixture.Webhook() with { Delivery = (WakeDelivery)7 },
        ];
        foreach (var configuration in wrong)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => _fixture.CreateAsync(configuration));
        }

        foreach (var id in new[] { "", "a/b", "..", "ä", new string('x', 201) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => _fixture.Wakes.CreateAsync(id, WakeFixture.Pull(), WakeFixture.Control));
        }

        await Assert.ThrowsAsync<WebhookTargetRefusedException>(() => _fixture.CreateAsync(WakeFixture.Webhook() with { Url = "http://10.0.0.1/hook" }));
        await _fixture.CreateAsync(WakeFixture.Pull());
        await Assert.ThrowsAsync<ArgumentException>(() => _fixture.Wakes.ClaimAsync(WakeFixture.Id, "a\nb"));
    }

    [Fact]
    public async Task Without_a_key_there_are_no_webhooks_and_two_halves_of_two_keys_are_none()
    {
        _fixture.Options.PublicKey = Ed25519SigningKey.Generate().PublicKey;
        Assert.Throws<ArgumentException>(() => _fixture.Wakes);
        _fixture.Options.SigningKey = null;
        Assert.Throws<ArgumentException>(() => _fixture.Wakes);
        _fixture.Options.PublicKey = null;

        Assert.Equal(WakeRefusal.NotOffered, await WakeFixture.RefusedAsync(() => _fixture.CreateAsync(WakeFixture.Webhook())));
        Assert.Equal("""{"keys":[]}"""u8, _fixture.Wakes.KeySet.Span);
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_is_said()
    {
        await _fixture.State.PutAsync("wakes/x.json", "{"u8.ToArray());

        var fault = await Assert.ThrowsAsync<WebhookStateException>(() => _fixture.Wakes.StartAsync());

        Assert.Equal("wakes/x.json", fault.Path);
    }
}
