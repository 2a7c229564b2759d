namespace Patterns.Updates.Tests.Webhooks.Wakes;

public sealed class PullWakeTests : IAsyncDisposable
{
    private readonly WakeFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task The_wake_stream_is_told_and_one_of_those_who_race_gets_the_work()
    {
        await _fixture.Feeds.CreateAsync("wake/pool");
        await _fixture.CreateAsync(WakeFixture.Pull());
        var offset = await _fixture.AppendAsync("events/a");

        var wake = Assert.Single(await _fixture.EventsAsync(1));
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            try
            {
                return await _fixture.Wakes.ClaimAsync(WakeFixture.Id, $"worker-{number}");
            }
            catch (WakeRefusedException refused)
            {
                Assert.Equal((WakeRefusal.AlreadyClaimed, 1), (refused.Refusal, refused.Generation));
                Assert.StartsWith("worker-", refused.Holder, StringComparison.Ordinal);
                return null;
            }
        }));

        Assert.Equal(("wake", WakeFixture.Id, "events/a", 1), (
            wake.GetProperty("type").GetString(), wake.GetProperty("subscription_id").GetString(), wake.GetProperty("stream").GetString(), wake.GetProperty("generation").GetInt64()));
        var claim = Assert.Single(claims.OfType<WakeClaim>());
        Assert.Equal(offset, Assert.Single(claim.Streams).Tail);
        Assert.False(await _fixture.AcknowledgeAsync(claim.Ticket, "events/a", offset));
        Assert.Equal(WakeRefusal.NothingPending, await WakeFixture.RefusedAsync(() => _fixture.Wakes.ClaimAsync(WakeFixture.Id, "worker")));
    }

    [Fact]
    public async Task Work_that_is_given_back_or_left_is_told_again()
    {
        await _fixture.Feeds.CreateAsync("wake/pool");
        await _fixture.CreateAsync(WakeFixture.Pull());
        await _fixture.AppendAsync("events/a");
        await _fixture.EventsAsync(1);

        var released = await _fixture.Wakes.ClaimAsync(WakeFixture.Id, "one");
        await _fixture.Wakes.ReleaseAsync(WakeFixture.Id, released.Ticket);
        Assert.Equal(WakeRefusal.Fenced, await WakeFixture.RefusedAsync(() => _fixture.Wakes.ReleaseAsync(WakeFixture.Id, released.Ticket)));
        await _fixture.EventsAsync(2);
        var left = await _fixture.Wakes.ClaimAsync(WakeFixture.Id, "two");
        var events = await _fixture.EventsAsync(3);

        Assert.Equal([1L, 2, 3], events.Select(static wake => wake.GetProperty("generation").GetInt64()));
        Assert.Equal(WakeRefusal.Fenced, await WakeFixture.RefusedAsync(() => _fixture.Wakes.ReleaseAsync(WakeFixture.Id, left.Ticket)));
    }

    [Fact]
    public async Task A_wake_stream_is_no_work_even_where_it_fits_a_pattern()
    {
        await _fixture.Feeds.CreateAsync("wake/pool");
        await _fixture.CreateAsync(WakeFixture.Pull("**"));
        await _fixture.AppendAsync("events/a");
        await _fixture.EventsAsync(1);
        _fixture.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("events/a", Assert.Single((await _fixture.Wakes.FindAsync(WakeFixture.Id))!.Streams).Name);
    }

    [Fact]
    public async Task A_wake_stream_that_is_made_later_is_told_then()
    {
        await _fixture.CreateAsync(WakeFixture.Pull());
        await _fixture.AppendAsync("events/a");
        await _fixture.EventuallyAsync(async () => (await _fixture.Wakes.FindAsync(WakeFixture.Id)) is { IsFailing: true } found ? found : null);

        await _fixture.Feeds.CreateAsync("wake/pool");

        Assert.NotEmpty(await _fixture.EventsAsync(1));
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_work()
    {
        await _fixture.Feeds.CreateAsync("wake/pool");
        await _fixture.CreateAsync(WakeFixture.Pull());
        var offset = await _fixture.AppendAsync("events/a", 2);
        var claim = await _fixture.EventuallyAsync(ClaimAsync);
        for (var beat = 0; beat < 10; beat++)
        {
            _fixture.Time.Advance(TimeSpan.FromSeconds(9));
            Assert.False(await _fixture.AcknowledgeAsync(claim.Ticket, "events/a", new UpdateOffset(offset.Epoch, 1), isDone: false));
        }

        Assert.False(await _fixture.AcknowledgeAsync(claim.Ticket, "events/a", offset));

        async Task<WakeClaim?> ClaimAsync()
        {
            try
            {
                return await _fixture.Wakes.ClaimAsync(WakeFixture.Id, "one");
            }
            catch (WakeRefusedException)
            {
                return null;
            }
        }
    }
}
