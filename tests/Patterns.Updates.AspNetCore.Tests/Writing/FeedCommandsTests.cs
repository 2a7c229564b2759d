using System.Net;
using Microsoft.AspNetCore.Builder;
using Patterns.Updates.AspNetCore.Tests.Serving;

namespace Patterns.Updates.AspNetCore.Tests.Writing;

public sealed class FeedCommandsTests
{
    [Theory]
    [InlineData("/base/api/v1/streams/fork", "/base/api/v1/streams/eu/a%20b", HttpStatusCode.Created)]
    [InlineData("/base/API/v1/streams/fork", "/base/api/V1/streams/eu/a%20b", HttpStatusCode.Created)]
    [InlineData("/api/v1/streams/fork", "/api/v1/streams/eu/a%20b", HttpStatusCode.Created)]
    [InlineData("/base/api/v1/streams/deep/fork", "/base/api/v1/streams/eu/a%20b", HttpStatusCode.Created)]
    [InlineData("/base/api/v1/streams/fork", "/api/v1/streams/eu/a%20b", HttpStatusCode.BadRequest)]
    [InlineData("/base/api/v1/streams/fork", "/streams/eu/a%20b", HttpStatusCode.BadRequest)]
    [InlineData("/base/api/v1/streams/fork", "/base/api/v1/streams/", HttpStatusCode.BadRequest)]
    public async Task A_fork_names_its_source_by_the_path_that_clients_see(string path, string source, HttpStatusCode status)
    {
        await using var host = await FeedHost.StartAsync(use: static app =>
        {
            app.UsePathBase("/base");
            app.UseRouting();
            app.MapGroup("/api/v1").MapUpdates("/streams", static options => options.Operations = FeedOperations.All);
        });
        await host.CreateAsync("eu/a b", 1);

        using var created = await host.SendAsync(HttpMethod.Put, path, request => request.Headers.Add("Stream-Forked-From", source));

        Assert.Equal(status, created.StatusCode);
        if (status == HttpStatusCode.Created)
        {
            Assert.Equal(new Uri(host.Address, path), created.Headers.Location);
        }
    }

    [Fact]
    public async Task Writing_is_off_until_it_is_switched_on()
    {
        await using var host = await FeedHost.StartAsync(static options => options.Operations = FeedOperations.Read);
        await host.CreateAsync("orders", 1);
        using var put = await host.SendAsync(HttpMethod.Put, "/feeds/new");
        using var post = await host.SendAsync(HttpMethod.Post, "/feeds/orders", body: "2");
        using var close = await host.SendAsync(HttpMethod.Post, "/feeds/orders", static request => request.Headers.Add("Stream-Closed", "true"));
        using var delete = await host.SendAsync(HttpMethod.Delete, "/feeds/orders");

        Assert.All([put, post, close, delete], static response => Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode));
        Assert.Equal(["GET", "HEAD"], put.Content.Headers.Allow.Order());
        using var poll = await host.GetAsync("/feeds/orders");
        Assert.Equal("[1]", await poll.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_application_is_asked_about_each_operation()
    {
        List<(string Feed, FeedOperations Operation)> asked = [];
        await using var host = await FeedHost.StartAsync(options => options.Authorize = access =>
        {
            asked.Add((access.Feed, access.Operation));
            return ValueTask.FromResult(access.Operation is FeedOperations.Read or FeedOperations.Append);
        });
        await host.CreateAsync("orders", 1);
        using var append = await host.SendAsync(HttpMethod.Post, "/feeds/orders", body: "2");
        using var appendAndClose = await host.SendAsync(HttpMethod.Post, "/feeds/orders", static request => request.Headers.Add("Stream-Closed", "true"), "3");
        using var create = await host.SendAsync(HttpMethod.Put, "/feeds/new");

        Assert.Equal(HttpStatusCode.NoContent, append.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, appendAndClose.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, create.StatusCode);
        Assert.Equal(
            [("orders", FeedOperations.Append), ("orders", FeedOperations.Append), ("orders", FeedOperations.Close), ("new", FeedOperations.Create)], asked);
    }

    [Fact]
    public async Task Whoever_may_not_read_a_feed_may_not_fork_it_either()
    {
        await using var host = await FeedHost.StartAsync(static options => options.Authorize = static access => ValueTask.FromResult(access.Feed != "secret"));
        await host.CreateAsync("secret", 1);
        using var fork = await host.SendAsync(HttpMethod.Put, "/feeds/mine", static request => request.Headers.Add("Stream-Forked-From", "/feeds/secret"));

        Assert.Equal(HttpStatusCode.Forbidden, fork.StatusCode);
        Assert.Null(await host.Feeds.FindAsync("mine"));
    }

    [Fact]
    public async Task An_array_becomes_one_update_per_element_with_the_type_key_and_time_of_the_request()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders");
        using var response = await host.SendAsync(
            HttpMethod.Post,
            "/feeds/orders",
            static request =>
            {
                request.Headers.Add("ce-type", "paid");
                request.Headers.Add("ce-subject", "7");
                request.Headers.Add("ce-time", "2026-01-02T03:04:05Z");
            },
            "[1, [2, 3], {\"a\": [4]}]");
        var updates = (await log.ReadAsync(UpdateOffset.Start)).Updates;

        Assert.Equal(["1", "[2, 3]", "{\"a\": [4]}"], updates.Select(static update => System.Text.Encoding.UTF8.GetString(update.Payload.Span)));
        Assert.All(updates, static update => Assert.Equal(("paid", "7", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)), (update.Type, update.Key, update.Time)));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_whether_it_says_so_or_not()
    {
        await using var host = await FeedHost.StartAsync(static options => options.MaxRequestBytes = 100);
        await host.CreateAsync("orders");
        using var honest = await host.SendAsync(HttpMethod.Post, "/feeds/orders", body: $"\"{new string('x', 100)}\"");
        using var chunked = await host.SendAsync(HttpMethod.Post, "/feeds/orders", static request => request.Headers.TransferEncodingChunked = true, $"\"{new string('x', 100)}\"");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, honest.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, chunked.StatusCode);
    }

    [Theory]
    [InlineData("{\"a\":", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("1 2", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("1", "text/plain", HttpStatusCode.Conflict)]
    public async Task What_the_feed_does_not_take_is_refused_and_nothing_is_appended(string body, string contentType, HttpStatusCode status)
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders", 1);
        using var response = await host.SendAsync(HttpMethod.Post, "/feeds/orders", null, body, contentType);

        Assert.Equal(status, response.StatusCode);
        Assert.Single((await log.ReadAsync(UpdateOffset.Start)).Updates);
    }

    [Fact]
    public async Task A_batch_that_is_sent_again_is_appended_once()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders");
        Task<HttpResponseMessage> Send() => host.SendAsync(
            HttpMethod.Post,
            "/feeds/orders",
            static request =>
            {
                request.Headers.Add("Producer-Id", "p");
                request.Headers.Add("Producer-Epoch", "0");
                request.Headers.Add("Producer-Seq", "0");
            },
            "1");
        using var first = await Send();
        using var second = await Send();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent), (first.StatusCode, second.StatusCode));
        Assert.Single((await log.ReadAsync(UpdateOffset.Start)).Updates);
    }
}
