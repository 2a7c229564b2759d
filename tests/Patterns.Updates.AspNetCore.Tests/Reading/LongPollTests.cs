using System.Net;
using Patterns.Updates.AspNetCore.Tests.Serving;

namespace Patterns.Updates.AspNetCore.Tests.Reading;

public sealed class LongPollTests
{
    [Fact]
    public async Task A_long_poll_is_answered_when_an_update_comes()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders", 1);
        var waiting = host.GetAsync("/feeds/orders?live=long-poll&offset=now");
        await host.Time.WaitForTimersAsync(2);
        await log.AppendAsync(FeedHost.Number(2));
        using var response = await waiting;

        Assert.Equal("[2]", await response.Content.ReadAsStringAsync());
        Assert.True(response.Headers.Contains("Stream-Cursor"));
    }

    [Fact]
    public async Task A_long_poll_without_news_is_answered_with_nothing_after_its_time_and_up_to_a_sixteenth_more()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders", 1);
        var waiting = host.GetAsync("/feeds/orders?offset=now", static request => request.Headers.Add("Prefer", "wait=10"));
        await host.Time.WaitForTimersAsync(2);
        host.Time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(waiting.IsCompleted);
        host.Time.Advance(TimeSpan.FromSeconds(0.1 + (10.0 / 16)));
        using var response = await waiting;

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("wait=10", response.Headers.GetValues("Preference-Applied").Single());
        Assert.Equal("true", response.Headers.GetValues("Stream-Up-To-Date").Single());
        Assert.Equal((await log.GetStateAsync()).Tail.ToString(), response.Headers.GetValues("Stream-Next-Offset").Single());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_filtered_long_poll_waits_on_while_only_others_come()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders");
        var waiting = host.GetAsync("/feeds/orders?live=long-poll&offset=-1&types=paid");
        await host.Time.WaitForTimersAsync(2);
        await log.AppendAsync(FeedHost.Number(1, "open"));
        await log.AppendAsync(FeedHost.Number(2, "paid"));
        using var response = await waiting;

        Assert.Equal("[2]", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_long_poll_at_the_end_of_a_closed_feed_does_not_wait()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders", 1);
        await log.CloseAsync();
        using var response = await host.GetAsync("/feeds/orders?live=long-poll&offset=now");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("true", response.Headers.GetValues("Stream-Closed").Single());
    }

    [Fact]
    public async Task One_principal_has_so_many_live_reads_and_another_still_gets_in()
    {
        await using var host = await FeedHost.StartAsync(static options =>
        {
            options.MaxConnectionsPerPrincipal = 1;
            options.Principal = static context => context.Request.Headers["X-Who"].ToString();
        });
        await host.CreateAsync("orders", 1);
        await using var first = await host.OpenAsync("/feeds/orders?live=sse&offset=now", static request => request.Headers.Add("X-Who", "a"));
        using var second = await host.GetAsync("/feeds/orders?live=sse&offset=now", static request => request.Headers.Add("X-Who", "a"));
        await using var third = await host.OpenAsync("/feeds/orders?live=sse&offset=now", static request => request.Headers.Add("X-Who", "b"));

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.InRange(second.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_full_server_says_so_and_still_answers_polls()
    {
        await using var host = await FeedHost.StartAsync(static options => options.MaxConnections = 1);
        await host.CreateAsync("orders", 1);
        await using var first = await host.OpenAsync("/feeds/orders?live=sse&offset=now");
        using var second = await host.GetAsync("/feeds/orders?live=long-poll&offset=now");
        using var poll = await host.GetAsync("/feeds/orders?offset=now");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.NotNull(second.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, poll.StatusCode);
    }

    [Fact]
    public async Task A_server_that_stops_ends_live_reads_within_its_time_and_takes_no_new_ones()
    {
        await using var host = await FeedHost.StartAsync(static options => options.DrainPeriod = TimeSpan.FromSeconds(4));
        await host.CreateAsync("orders", 1);
        var streams = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => host.OpenAsync("/feeds/orders?live=sse&offset=now")));
        var poll = host.GetAsync("/feeds/orders?live=long-poll&offset=now");
        await host.Time.WaitForTimersAsync(2);
        var ends = streams.Select(static stream => stream.RestAsync()).ToList();

        var stopping = host.StopAsync();
        while (!ends.TrueForAll(static end => end.IsCompleted) || !poll.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.WhenAny(Task.WhenAll([.. ends, poll]), Task.Yield().AsTask());
        }

        Assert.Equal(HttpStatusCode.NoContent, (await poll).StatusCode);
        await stopping.WaitAsync(FeedHost.Patience);
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }
}
