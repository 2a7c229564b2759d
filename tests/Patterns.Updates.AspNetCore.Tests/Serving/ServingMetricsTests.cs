using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Patterns.Testing;

namespace Patterns.Updates.AspNetCore.Tests.Serving;

public sealed class ServingMetricsTests
{
    [Fact]
    public async Task Reads_appends_streams_and_refusals_are_counted_by_how_they_ended()
    {
        using RecordedMetrics metrics = new();
        await using var host = await FeedHost.StartAsync(services: services => services.AddSingleton<IMeterFactory>(metrics));
        var log = await host.CreateAsync("orders", 1, 2, 3);
        using var page = await host.GetAsync("/feeds/orders");
        using var unchanged = await host.GetAsync("/feeds/orders", request => request.Headers.IfNoneMatch.Add(page.Headers.ETag!));
        using var append = await host.SendAsync(HttpMethod.Post, "/feeds/orders", body: "[4,5]");
        using var refused = await host.GetAsync("/feeds/orders?offset=nonsense");
        await using (var stream = await host.OpenAsync("/feeds/orders?offset=now&live=sse"))
        {
            await log.AppendAsync(FeedHost.Number(6));
            await metrics.WaitAsync("patterns.updates.http.updates.encoded", 1);
            await log.CloseAsync();
            await metrics.WaitAsync("patterns.updates.http.streams.ended{reason=closed}", 1);
        }

        await metrics.WaitAsync("patterns.updates.http.live{kind=sse}", 0);
        Assert.Equal(1, metrics["patterns.updates.http.reads{outcome=page}"]);
        Assert.Equal(3, metrics["patterns.updates.http.updates.read"]);
        Assert.Equal(1, metrics["patterns.updates.http.reads{outcome=unchanged}"]);
        Assert.Equal(1, metrics["patterns.updates.http.appends"]);
        Assert.Equal(1, metrics["patterns.updates.http.refused{http.response.status_code=400}"]);
    }

    [Fact]
    public async Task A_client_counts_requests_updates_and_gaps_by_pattern()
    {
        using RecordedMetrics metrics = new();
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders", 1, 2, 3, 4);
        var page = (await log.ReadAsync(UpdateOffset.Start)).Updates;
        await log.TrimAsync(page[1].Offset);
        await log.CloseAsync();
        var options = new FeedClientOptions { Patterns = [FeedPattern.Poll], From = FeedCursor.Of(page[0].Offset), OnGap = GapPolicy.Earliest };
        var client = new FeedClient(host.Http, "/feeds/orders", options, meters: metrics);

        List<int> values = [];
        await foreach (var update in client.FollowAsync<int>(new MemoryCheckpoint()))
        {
            values.Add(update.Value);
        }

        Assert.Equal([3, 4], values);
        Assert.Equal(2, metrics["patterns.updates.client.updates{pattern=poll}"]);
        Assert.Equal(1, metrics["patterns.updates.client.gaps"]);
        Assert.InRange(metrics["patterns.updates.client.attempts{pattern=poll}"], 2, 3);
    }
}
