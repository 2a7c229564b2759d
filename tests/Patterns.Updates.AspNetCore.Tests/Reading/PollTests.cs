using System.Net;
using System.Text.Json;
using Patterns.Updates.AspNetCore.Tests.Serving;

namespace Patterns.Updates.AspNetCore.Tests.Reading;

public sealed class PollTests
{
    [Fact]
    public async Task A_poll_brings_an_array_and_the_cursor_behind_it()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders", 1, 2, 3);
        using var response = await host.GetAsync("/feeds/orders");

        Assert.Equal("[1,2,3]", await response.Content.ReadAsStringAsync());
        Assert.Equal((await log.GetStateAsync()).Tail.ToString(), Header(response, "Stream-Next-Offset"));
        Assert.Equal("true", Header(response, "Stream-Up-To-Date"));
        Assert.Null(Header(response, "Stream-Closed"));
        Assert.Equal("public, no-cache", Header(response, "Cache-Control"));
    }

    [Fact]
    public async Task Pages_lead_from_one_to_the_next_without_a_gap()
    {
        await using var host = await FeedHost.StartAsync();
        await host.CreateAsync("orders", [.. Enumerable.Range(0, 10)]);
        List<int> read = [];
        var offset = "-1";
        bool isUpToDate;
        do
        {
            using var response = await host.GetAsync($"/feeds/orders?offset={offset}&limit=3");
            read.AddRange(JsonSerializer.Deserialize<int[]>(await response.Content.ReadAsStringAsync())!);
            offset = Header(response, "Stream-Next-Offset")!;
            isUpToDate = Header(response, "Stream-Up-To-Date") == "true";
        }
        while (!isUpToDate);

        Assert.Equal(Enumerable.Range(0, 10), read);
    }

    [Fact]
    public async Task A_full_chunk_may_be_kept_for_ever_unless_somebody_in_particular_reads_it()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders", 1, 2, 3);
        var first = (await log.ReadAsync(UpdateOffset.Start)).Updates[0].Offset;
        using var chunk = await host.GetAsync($"/feeds/orders?offset={first}&limit=1");
        using var start = await host.GetAsync("/feeds/orders?limit=1");
        using var mine = await host.GetAsync($"/feeds/orders?offset={first}&limit=1", static request => request.Headers.Authorization = new("Bearer", "x"));
        using var error = await host.GetAsync("/feeds/absent");

        Assert.Equal("public, max-age=31536000, immutable", Header(chunk, "Cache-Control"));
        Assert.Equal("public, max-age=60, stale-while-revalidate=300", Header(start, "Cache-Control"));
        Assert.Equal("private, no-store", Header(mine, "Cache-Control"));
        Assert.Equal("no-store", Header(error, "Cache-Control"));
    }

    [Fact]
    public async Task A_chunk_that_has_not_changed_is_not_sent_again()
    {
        await using var host = await FeedHost.StartAsync();
        await host.CreateAsync("orders", 1);
        using var first = await host.GetAsync("/feeds/orders");
        using var second = await host.GetAsync("/feeds/orders", request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(Header(first, "Stream-Next-Offset"), Header(second, "Stream-Next-Offset"));
    }

    [Fact]
    public async Task The_tag_of_a_chunk_changes_when_the_feed_grows_and_when_it_closes()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders", 1);
        using var open = await host.GetAsync("/feeds/orders?limit=1");
        await log.AppendAsync(FeedHost.Number(2));
        using var partial = await host.GetAsync("/feeds/orders?limit=1");
        await log.CloseAsync();
        using var end = await host.GetAsync($"/feeds/orders?offset={Header(partial, "Stream-Next-Offset")}");

        Assert.Equal(3, new[] { open, partial, end }.Select(static response => response.Headers.ETag!.Tag).Distinct().Count());
        using var stale = await host.GetAsync("/feeds/orders?limit=1", request => request.Headers.IfNoneMatch.Add(open.Headers.ETag!));
        Assert.Equal(HttpStatusCode.OK, stale.StatusCode);
        Assert.Equal("true", Header(end, "Stream-Closed"));
    }

    [Fact]
    public async Task A_filtered_read_moves_the_cursor_past_what_it_left_out()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders");
        await log.AppendAsync([FeedHost.Number(1, "paid"), FeedHost.Number(2, "open"), FeedHost.Number(3)]);
        using var response = await host.GetAsync("/feeds/orders?types=paid");

        Assert.Equal("[1]", await response.Content.ReadAsStringAsync());
        Assert.Equal((await log.GetStateAsync()).Tail.ToString(), Header(response, "Stream-Next-Offset"));
    }

    [Fact]
    public async Task Envelopes_are_CloudEvents_with_the_cursor_behind_each()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders");
        await log.AppendAsync(new NewUpdate("{\"a\":1}"u8.ToArray()) { Type = "paid", Key = "7", Time = DateTimeOffset.UnixEpoch });
        using var response = await host.GetAsync("/feeds/orders?envelope=cloudevents");
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var item = json.RootElement[0];

        Assert.Equal("application/cloudevents-batch+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["1.0", "paid", "7", "1970-01-01T00:00:00Z"], new[] { "specversion", "type", "subject", "time" }.Select(name => item.GetProperty(name).GetString()!));
        Assert.Equal((await log.GetStateAsync()).Tail.ToString(), item.GetProperty("sequence").GetString());
        Assert.Equal(1, item.GetProperty("data").GetProperty("a").GetInt32());
    }

    [Fact]
    public async Task A_cursor_that_is_gone_is_answered_with_where_to_go_on()
    {
        await using var host = await FeedHost.StartAsync(static options => options.Snapshot = static feed => $"/snapshots/{feed}");
        var log = await host.CreateAsync("orders", 1, 2, 3);
        var updates = (await log.ReadAsync(UpdateOffset.Start)).Updates;
        await log.TrimAsync(updates[1].Offset);
        using var response = await host.GetAsync($"/feeds/orders?offset={updates[0].Offset}");
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            ["updates.offset-gone", "forgotten", updates[1].Offset.ToString(), updates[2].Offset.ToString(), "/snapshots/orders"],
            new[] { "code", "reason", "earliest", "tail", "snapshot" }.Select(name => problem.RootElement.GetProperty(name).GetString()!));
    }

    [Fact]
    public async Task A_cursor_of_another_feed_is_gone_and_not_mistaken_for_one_of_this()
    {
        await using var host = await FeedHost.StartAsync();
        var other = await host.CreateAsync("other", 1);
        await host.CreateAsync("orders", 1, 2);
        using var response = await host.GetAsync($"/feeds/orders?offset={(await other.GetStateAsync()).Tail}");

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Contains("\"foreign\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offset=1")]
    [InlineData("offset=")]
    [InlineData("offset=-1&offset=now")]
    [InlineData("limit=0")]
    [InlineData("limit=-5")]
    [InlineData("limit=99999999999")]
    [InlineData("live=yes")]
    [InlineData("live=long-poll")]
    [InlineData("live=sse")]
    [InlineData("wait=soon")]
    [InlineData("types=")]
    [InlineData("types=a,,b")]
    [InlineData("envelope=soap")]
    [InlineData("offset=%00")]
    public async Task What_is_malformed_is_refused_with_a_reason(string query)
    {
        await using var host = await FeedHost.StartAsync();
        await host.CreateAsync("orders", 1);
        using var response = await host.GetAsync($"/feeds/orders?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("updates.bad-request", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/feeds/absent")]
    [InlineData("/feeds/a/../b%2f..")]
    [InlineData("/feeds/")]
    [InlineData("/feeds/__ds/jwks.json")]
    [InlineData("/feeds/a%5Cb")]
    public async Task What_is_no_feed_is_not_found(string path)
    {
        await using var host = await FeedHost.StartAsync();
        using var response = await host.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
    }

    private static string? Header(HttpResponseMessage response, string name)
        => response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
