using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Patterns.Updates.AspNetCore.Tests.Webhooks;

namespace Patterns.Updates.AspNetCore.Tests.Wakes;

/// <summary>What the protocol's own conformance suite, which is run against samples/FeedServer, does not ask.</summary>
public sealed class WakeEndpointTests
{
    private const string Subscription = "/v1/feeds/__ds/subscriptions/s1";
    private const string Pull = """{"type":"pull-wake","pattern":"events/*","wake_stream":"wake/pool","lease_ttl_ms":60000}""";

    [Fact]
    public async Task Everything_but_the_keys_is_refused_until_somebody_is_let_in()
    {
        await using var host = await StartAsync(static _ => { });

        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(new Uri("/v1/feeds/__ds/jwks.json", UriKind.Relative))).StatusCode);
        Assert.Equal("FORBIDDEN", await CodeAsync(await PutAsync(host, Pull), HttpStatusCode.Forbidden));
        Assert.Equal("FORBIDDEN", await CodeAsync(await host.Client.GetAsync(new Uri(Subscription, UriKind.Relative)), HttpStatusCode.Forbidden));
        Assert.Equal("FORBIDDEN", await CodeAsync(await PostAsync(host, "claim", """{"worker":"one"}"""), HttpStatusCode.Forbidden));
        Assert.Equal("SUBSCRIPTION_NOT_FOUND", await CodeAsync(await PostAsync(host, "ack", """{"wake_id":"w","generation":1}""", "x"), HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task What_is_to_be_done_is_told_to_who_decides()
    {
        var asked = new List<WakeOperation>();
        await using var host = await StartAsync(options => options.Authorize = access =>
        {
            asked.Add(access.Operation);
            Assert.Equal("s1", access.Id);
            return ValueTask.FromResult(access.Operation != WakeOperation.Delete);
        });
        await PutAsync(host, Pull);
        await host.Client.GetAsync(new Uri(Subscription, UriKind.Relative));
        await PostAsync(host, "claim", """{"worker":"one"}""");
        await PostAsync(host, "streams", """{"streams":["a"]}""");
        await PostAsync(host, "release", """{"wake_id":"w","generation":1}""", "x");
        var deleted = await host.Client.DeleteAsync(new Uri(Subscription, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, deleted.StatusCode);
        Assert.Equal([WakeOperation.Write, WakeOperation.Read, WakeOperation.Claim, WakeOperation.Write, WakeOperation.Delete], asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"other","pattern":"a"}""")]
    [InlineData("""{"type":"pull-wake","wake_stream":"w"}""")]
    [InlineData("""{"type":"pull-wake","wake_stream":"w","streams":[null]}""")]
    [InlineData("""{"type":"pull-wake","wake_stream":"w","pattern":"__ds/*"}""")]
    [InlineData("""{"type":"pull-wake","wake_stream":"w","pattern":"a","lease_ttl_ms":1e300}""")]
    [InlineData("""{"type":"pull-wake","wake_stream":"w","pattern":"a","lease_ttl_ms":-1}""")]
    [InlineData("""{"type":"webhook","pattern":"a"}""")]
    public async Task A_request_that_cannot_be_meant_is_answered_with_400(string body)
    {
        await using var host = await StartAsync();

        Assert.Equal("INVALID_REQUEST", await CodeAsync(await PutAsync(host, body), HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_large_body_and_a_strange_path_are_refused()
    {
        await using var host = await StartAsync();

        Assert.Equal("INVALID_REQUEST", await CodeAsync(await PutAsync(host, new string(' ', 300_000)), HttpStatusCode.BadRequest));
        foreach (var path in new[] { "", "subscriptions", "subscriptions/s1/other", "other", "subscriptions/s1/claim/more", "jwks.json/x" })
        {
            using var content = new StringContent("{}");
            Assert.Equal("NOT_FOUND", await CodeAsync(await host.Client.PostAsync(new Uri($"/v1/feeds/__ds/{path}", UriKind.Relative), content), HttpStatusCode.NotFound));
        }

        Assert.Equal("WEBHOOKS_NOT_OFFERED", await CodeAsync(
            await PutAsync(host, """{"type":"webhook","pattern":"a","webhook":{"url":"https://worker.example.com/"}}"""), HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_worker_claims_acknowledges_and_is_fenced_and_strange_offsets_and_tokens_are_told_apart()
    {
        await using var host = await StartAsync();
        await PutAsync(host, Pull);
        using var content = new StringContent("[1,2]", Encoding.UTF8, "application/json");
        await host.Client.PutAsync(new Uri("/v1/feeds/events/a", UriKind.Relative), content);
        var claim = await EventuallyAsync(() => PostAsync(host, "claim", """{"worker":"one"}"""));
        var (wake, token) = (claim.GetProperty("wake_id").GetString(), claim.GetProperty("token").GetString());
        var stream = claim.GetProperty("streams")[0];
        string Report(string offset, string feed = "events/a", string done = "true")
            => $$"""{"wake_id":"{{wake}}","generation":{{claim.GetProperty("generation").GetInt64()}},"acks":[{"stream":"{{feed}}","offset":"{{offset}}"}],"done":{{done}}}""";
        var tail = stream.GetProperty("tail_offset").GetString()!;

        Assert.Equal("TOKEN_INVALID", await CodeAsync(await PostAsync(host, "ack", Report(tail)), HttpStatusCode.Unauthorized));
        Assert.Equal("TOKEN_INVALID", await CodeAsync(await PostAsync(host, "ack", Report(tail), "1.x"), HttpStatusCode.Unauthorized));
        Assert.Equal("INVALID_REQUEST", await CodeAsync(await PostAsync(host, "ack", Report("nonsense"), token), HttpStatusCode.BadRequest));
        Assert.Equal("INVALID_REQUEST", await CodeAsync(await PostAsync(host, "ack", Report("now"), token), HttpStatusCode.BadRequest));
        Assert.Equal("INVALID_REQUEST", await CodeAsync(await PostAsync(host, "ack", Report(tail, "events/b"), token), HttpStatusCode.BadRequest));
        Assert.Equal("INVALID_REQUEST", await CodeAsync(await PostAsync(host, "ack", """{"acks":[null]}""", token), HttpStatusCode.BadRequest));
        Assert.Equal("ALREADY_CLAIMED", await CodeAsync(await PostAsync(host, "claim", """{"worker":"two"}"""), HttpStatusCode.Conflict));
        Assert.Equal("""{"ok":true,"next_wake":false}""", await (await PostAsync(host, "ack", Report(tail), token)).Content.ReadAsStringAsync());
        Assert.Equal("FENCED", await CodeAsync(await PostAsync(host, "ack", Report(tail), token), HttpStatusCode.Conflict));
        Assert.Equal("FENCED", await CodeAsync(await PostAsync(host, "release", Report(tail), token), HttpStatusCode.Conflict));
        Assert.Equal("NO_PENDING_WORK", await CodeAsync(await PostAsync(host, "claim", """{"worker":"two"}"""), HttpStatusCode.Conflict));
        Assert.Equal("SUBSCRIPTION_ALREADY_EXISTS", await CodeAsync(await PutAsync(host, Pull.Replace("60000", "61000", StringComparison.Ordinal)), HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Workers_call_back_where_the_request_came_to_or_where_the_application_says()
    {
        await using var plain = await StartAsync(map: static app => app.UsePathBase("/base"));
        await using var said = await StartAsync(static options =>
        {
            options.Authorize = static _ => ValueTask.FromResult(true);
            options.FeedsUrl = new Uri("https://api.example.com/feeds");
        });

        await PutAsync(plain, Pull, "/base" + Subscription);
        await PutAsync(said, Pull);

        Assert.Equal($"{plain.Url.AbsoluteUri.TrimEnd('/')}/base/v1/feeds/__ds", (await WakesOf(plain).FindAsync("s1"))!.ControlUrl);
        Assert.Equal("https://api.example.com/feeds/__ds", (await WakesOf(said).FindAsync("s1"))!.ControlUrl);
    }

    private static WakeSubscriptions WakesOf(WebhookHost host) => (WakeSubscriptions)host.Services.GetService(typeof(WakeSubscriptions))!;

    private static Task<WebhookHost> StartAsync(Action<WakeSubscriptionsHttpOptions>? configure = null, Action<WebApplication>? map = null) => WebhookHost.StartAsync(
        app =>
        {
            map?.Invoke(app);
            app.UseRouting();
            app.MapUpdates("/v1/feeds", static updates => updates.Operations = FeedOperations.All);
            app.MapWakeSubscriptions("/v1/feeds", configure ?? (static options => options.Authorize = static _ => ValueTask.FromResult(true)));
        },
        static services => services.AddPatternsUpdates().WithWakeSubscriptions().WithWakeSubscriptions(static wakes => wakes.DiscoveryInterval = TimeSpan.FromMilliseconds(10)));

    private static async Task<HttpResponseMessage> PutAsync(WebhookHost host, string body, string path = Subscription)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await host.Client.PutAsync(new Uri(path, UriKind.Relative), content);
    }

    private static async Task<HttpResponseMessage> PostAsync(WebhookHost host, string action, string body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{Subscription}/{action}", UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await host.Client.SendAsync(request);
    }

    private static async Task<JsonElement> EventuallyAsync(Func<Task<HttpResponseMessage>> ask)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var response = await ask();
            if (response.IsSuccessStatusCode)
            {
                return await response.Content.ReadFromJsonAsync<JsonElement>(limit.Token);
            }

            await Task.Yield();
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        Assert.Equal(expected, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("code").GetString();
    }
}
