using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Patterns.Updates.AspNetCore.Tests.Webhooks;

public sealed class WebhookEndToEndTests
{
    [Fact]
    public async Task A_client_subscribes_over_http_is_verified_and_gets_every_update_once()
    {
        var received = Channel.CreateUnbounded<WebhookMessage>();
        RequestDelegate? receive = null;
        WebApplication? application = null;
        await using var receiver = await WebhookHost.StartAsync(app =>
        {
            application = app;
            app.Run(context => receive!(context));
        });
        await using var sender = await StartSenderAsync();
        var feeds = sender.Services.GetRequiredService<IUpdateStore>();
        var orders = (await feeds.CreateAsync("shop/orders")).Log;

        var created = await sender.Client.PostAsJsonAsync("/feeds/shop/orders/webhooks", new { url = new Uri(receiver.Url, "/hooks"), types = new[] { "paid" }, ordering = "byKey" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var subscription = JsonElement.Parse(await created.Content.ReadAsStringAsync());
        Assert.False(subscription.GetProperty("isVerified").GetBoolean());
        Assert.EndsWith($"/feeds/shop/orders/webhooks/{subscription.GetProperty("id").GetString()}", created.Headers.Location!.ToString(), StringComparison.Ordinal);
        var later = new ApplicationBuilder(application!.Services);
        var secrets = WebhookSecrets.Parse(subscription.GetProperty("secret").GetString()!);
        receive = later.UseRouting()
            .UseEndpoints(routes => routes.MapWebhookReceiver("/hooks", secrets, async (message, cancellationToken) => await received.Writer.WriteAsync(message, cancellationToken)))
            .Build();
        var url = created.Headers.Location.ToString();

        Assert.Equal(HttpStatusCode.OK, (await sender.Client.PostAsync($"{url}/verify", null)).StatusCode);
        for (var number = 0; number < 20; number++)
        {
            await orders.AppendAsync(new NewUpdate(Encoding.UTF8.GetBytes($"{number}")) { Type = number % 2 == 0 ? "paid" : "sent", Key = "k" });
        }

        for (var number = 0; number < 20; number += 2)
        {
            var message = await received.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
            Assert.Equal($"{number}", Encoding.UTF8.GetString(message.ReadEvent().Payload.Span));
            Assert.NotNull(message.NextOffset);
        }

        JsonElement shown;
        do
        {
            var text = await sender.Client.GetStringAsync(url);
            shown = JsonElement.Parse(text);
            Assert.DoesNotContain("whsec_", text, StringComparison.Ordinal);
        }
        while (shown.GetProperty("status").GetProperty("pending").GetInt32() > 0);
        Assert.Equal(HttpStatusCode.NoContent, (await sender.Client.DeleteAsync(url)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sender.Client.GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task Real_connections_follow_no_redirect_send_no_cookie_and_are_not_held_by_an_endless_answer()
    {
        var calls = new ConcurrentQueue<(string Path, string? Cookie, string? Trace)>();
        var arrived = new SemaphoreSlim(0);
        await using var receiver = await WebhookHost.StartAsync(app => app.Run(async context =>
        {
            calls.Enqueue((context.Request.Path, context.Request.Headers.Cookie, context.Request.Headers["traceparent"]));
            context.Response.Cookies.Append("session", "1");
            switch (context.Request.Path)
            {
                case "/redirects":
                    context.Response.StatusCode = 307;
                    context.Response.Headers.Location = "/elsewhere";
                    break;
                case "/endless":
                    var block = new byte[64 * 1024];
                    try
                    {
                        while (!context.RequestAborted.IsCancellationRequested)
                        {
                            await context.Response.Body.WriteAsync(block, context.RequestAborted);
                        }
                    }
                    catch (OperationCanceledException)
                    {
                    }

                    break;
            }

            arrived.Release();
        }));
        await using var sender = await StartSenderAsync(WebhookOwnership.Assumed);
        var feeds = sender.Services.GetRequiredService<IUpdateStore>();
        var log = (await feeds.CreateAsync("orders")).Log;
        var webhooks = sender.Services.GetRequiredService<WebhookSender>();
        var redirecting = await webhooks.SubscribeAsync("orders", new WebhookRequest { Url = new Uri(receiver.Url, "/redirects").AbsoluteUri, MaxInFlight = 1 });
        var endless = await webhooks.SubscribeAsync("orders", new WebhookRequest { Url = new Uri(receiver.Url, "/endless").AbsoluteUri, MaxInFlight = 1 });
        await log.AppendAsync(new NewUpdate("1"u8.ToArray()));
        await log.AppendAsync(new NewUpdate("2"u8.ToArray()));

        for (var call = 0; call < 4; call++)
        {
            Assert.True(await arrived.WaitAsync(TimeSpan.FromMinutes(1)));
        }

        while ((await webhooks.GetStatusAsync(endless.Id)).Pending > 0 || (await webhooks.GetStatusAsync(redirecting.Id)).InFlight > 0)
        {
            await Task.Yield();
        }

        Assert.NotNull((await webhooks.GetStatusAsync(redirecting.Id)).FailingSince);
        Assert.Null((await webhooks.GetStatusAsync(endless.Id)).FailingSince);
        Assert.All(calls, static call => Assert.True(call is { Path: "/redirects" or "/endless", Cookie: null, Trace: null }, $"{call}"));
    }

    [Fact]
    public async Task Nobody_may_subscribe_until_the_application_says_who_and_nobody_sees_what_is_of_others()
    {
        await using var closed = await StartSenderAsync(authorize: false);
        await closed.Services.GetRequiredService<IUpdateStore>().CreateAsync("orders");
        Assert.Equal(HttpStatusCode.Forbidden, (await closed.Client.GetAsync("/feeds/orders/webhooks")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await closed.Client.PostAsJsonAsync("/feeds/orders/webhooks", new { url = "https://hooks.example.com/" })).StatusCode);

        await using var open = await StartSenderAsync();
        await open.Services.GetRequiredService<IUpdateStore>().CreateAsync("orders");
        var created = JsonElement.Parse(await (await PostAsync(open, "/feeds/orders/webhooks", """{"url":"https://hooks.example.com/"}""", "ann")).Content.ReadAsStringAsync());
        var id = created.GetProperty("id").GetString();

        Assert.Equal(1, JsonElement.Parse(await GetAsync(open, "/feeds/orders/webhooks", "ann")).GetArrayLength());
        Assert.Equal(0, JsonElement.Parse(await GetAsync(open, "/feeds/orders/webhooks", "bob")).GetArrayLength());
        foreach (var action in new[] { "verify", "secret", "disable", "resume", "replay" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(open, $"/feeds/orders/webhooks/{id}/{action}", "{}", "bob")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(open, $"/feeds/other/webhooks/{id}/{action}", "{}", "ann")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await PostAsync(open, $"/feeds/orders/webhooks/{id}/explode", "{}", "ann")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(open, $"/feeds/orders/webhooks/{id}/disable", "", "ann")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(open, $"/feeds/orders/webhooks/{id}/resume", "", "ann")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(open, $"/feeds/orders/webhooks/{id}/replay", """{"since":"-1"}""", "ann")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(open, $"/feeds/orders/webhooks/{id}/replay", "{}", "ann")).StatusCode);
        var rotated = await PostAsync(open, $"/feeds/orders/webhooks/{id}/secret", """{"overlapSeconds":60}""", "ann");
        Assert.NotEqual(created.GetProperty("secret").GetString(), JsonElement.Parse(await rotated.Content.ReadAsStringAsync()).GetProperty("secret").GetString());
    }

    [Theory]
    [InlineData("""{"url":"http://hooks.example.com/"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"url":"https://169.254.169.254/"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"url":"https://0xa9fea9fe/"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"url":7}""", HttpStatusCode.BadRequest)]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("[", HttpStatusCode.BadRequest)]
    [InlineData("""{"url":"https://hooks.example.com/","colour":"red"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"url":"https://hooks.example.com/","ordering":"random"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"url":"https://hooks.example.com/","ordering":"1"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"url":"https://hooks.example.com/","ownership":"assumed"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"url":"https://hooks.example.com/","maxInFlight":1000}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"url":"https://hooks.example.com/","from":"somewhere"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"url":"https://hooks.example.com/","from":"00000000000003e7_0000000000000001"}""", HttpStatusCode.Gone)]
    public async Task A_subscription_that_is_not_allowed_is_answered_with_a_problem(string body, HttpStatusCode status)
    {
        await using var sender = await StartSenderAsync();
        await sender.Services.GetRequiredService<IUpdateStore>().CreateAsync("orders");

        var answer = await PostAsync(sender, "/feeds/orders/webhooks", body, "ann");

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(sender, "/feeds/none/webhooks", """{"url":"https://hooks.example.com/"}""", "ann")).StatusCode);
    }

    [Fact]
    public async Task Feeds_and_subscriptions_share_a_prefix()
    {
        await using var sender = await StartSenderAsync();
        var feeds = sender.Services.GetRequiredService<IUpdateStore>();
        await (await feeds.CreateAsync("orders")).Log.AppendAsync(new NewUpdate("1"u8.ToArray()));

        Assert.Equal("[1]", await sender.Client.GetStringAsync("/feeds/orders?offset=-1"));
        Assert.Equal("[]", await sender.Client.GetStringAsync("/feeds/orders/webhooks"));
    }

    [Fact]
    public async Task A_tenant_has_no_more_subscriptions_than_allowed()
    {
        await using var sender = await StartSenderAsync();
        await sender.Services.GetRequiredService<IUpdateStore>().CreateAsync("orders");
        const string Body = """{"url":"https://hooks.example.com/"}""";
        for (var index = 0; index < 3; index++)
        {
            Assert.Equal(HttpStatusCode.Created, (await PostAsync(sender, "/feeds/orders/webhooks", Body, "ann")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(sender, "/feeds/orders/webhooks", Body, "ann")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(sender, "/feeds/orders/webhooks", Body, "bob")).StatusCode);
    }

    private static Task<WebhookHost> StartSenderAsync(WebhookOwnership ownership = WebhookOwnership.Challenge, bool authorize = true) => WebhookHost.StartAsync(
        app =>
        {
            app.MapUpdates("/feeds");
            app.MapWebhookSubscriptions("/feeds", options =>
            {
                options.Authorize = authorize ? static _ => ValueTask.FromResult(true) : null;
                options.Tenant = static context => context.Request.Headers["X-Tenant"].ToString();
                options.MaxPerTenant = 3;
            });
        },
        services => services.AddPatternsUpdates().WithWebhooks(options =>
        {
            options.Ownership = ownership;
            options.Targets.AllowedHosts.Add("127.0.0.1");
        }));

    private static async Task<HttpResponseMessage> PostAsync(WebhookHost host, string url, string body, string tenant)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { { "X-Tenant", tenant } } };
        return await host.Client.SendAsync(request);
    }

    private static async Task<string> GetAsync(WebhookHost host, string url, string tenant)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { { "X-Tenant", tenant } } };
        return await (await host.Client.SendAsync(request)).Content.ReadAsStringAsync();
    }
}
