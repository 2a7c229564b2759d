using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Patterns.Testing;

namespace Patterns.Updates.AspNetCore.Tests.Webhooks;

public sealed class WebhookReceiverTests
{
    private readonly WebhookSecret _secret = WebhookSecret.Generate();
    private readonly ManualTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_760_000_000));
    private readonly ConcurrentQueue<WebhookMessage> _handled = new();

    [Fact]
    public async Task A_signed_message_is_handled_with_its_raw_body_and_then_answered_with_204()
    {
        await using var host = await StartAsync();
        const string Body = " {\"b\" : 1,\t\"a\":2}\r\n";

        var answer = await SendAsync(host, "m1", Body);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var message = Assert.Single(_handled);
        Assert.Equal(("m1", Body, _time.GetUtcNow()), (message.Id, Encoding.UTF8.GetString(message.Body.Span), message.Timestamp));
        Assert.Equal("application/json; charset=utf-8", message.ContentType);
    }

    [Fact]
    public async Task A_message_that_is_sent_again_is_answered_alike_and_not_handled_again()
    {
        await using var host = await StartAsync();

        for (var turn = 0; turn < 3; turn++)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(host, "m1", "{}")).StatusCode);
            _time.Advance(TimeSpan.FromHours(30));
        }

        Assert.Single(_handled);
    }

    [Theory]
    [InlineData("changed", HttpStatusCode.Unauthorized, "webhook.wrong-signature")]
    [InlineData("late", HttpStatusCode.Unauthorized, "webhook.too-old")]
    [InlineData("early", HttpStatusCode.Unauthorized, "webhook.too-new")]
    [InlineData("v9", HttpStatusCode.Unauthorized, "webhook.unsupported-version")]
    [InlineData("unsigned", HttpStatusCode.BadRequest, "webhook.missing-header")]
    [InlineData("odd time", HttpStatusCode.BadRequest, "webhook.malformed-header")]
    public async Task What_does_not_verify_is_refused_with_a_problem_and_never_handled(string fault, HttpStatusCode status, string code)
    {
        await using var host = await StartAsync();
        using var request = Request("m1", "{}", fault switch { "late" => -301, "early" => 301, _ => 0 });
        switch (fault)
        {
            case "changed":
                request.Content = new StringContent("{ }");
                break;
            case "v9":
                request.Headers.Remove(WebhookHeaders.Signature);
                request.Headers.Add(WebhookHeaders.Signature, "v9,AAAA");
                break;
            case "unsigned":
                request.Headers.Remove(WebhookHeaders.Signature);
                break;
            case "odd time":
                request.Headers.Remove(WebhookHeaders.Timestamp);
                request.Headers.Add(WebhookHeaders.Timestamp, "yesterday");
                break;
        }

        var answer = await host.Client.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetString());
        Assert.Empty(_handled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_just_the_limit_is_taken_and_one_byte_more_is_refused(bool isChunked)
    {
        await using var host = await StartAsync(options => options.MaxBodyBytes = 1000);

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(host, "m1", new string('x', 1000), isChunked)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(host, "m2", new string('x', 1001), isChunked)).StatusCode);
        Assert.Single(_handled);
    }

    [Fact]
    public async Task A_handler_that_throws_has_the_sender_try_again()
    {
        var failures = 2;
        await using var host = await StartAsync(handler: (_, _) => --failures >= 0 ? throw new InvalidOperationException("secret detail") : Task.CompletedTask);

        var first = await SendAsync(host, "m1", "{}");
        Assert.Equal(HttpStatusCode.InternalServerError, first.StatusCode);
        Assert.DoesNotContain("secret detail", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.InternalServerError, (await SendAsync(host, "m1", "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(host, "m1", "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(host, "m1", "{}")).StatusCode);
        Assert.Equal(-1, failures);
    }

    [Fact]
    public async Task Two_requests_with_the_same_message_at_once_are_handled_once()
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var count = 0;
        await using var host = await StartAsync(handler: async (_, _) =>
        {
            Interlocked.Increment(ref count);
            entered.SetResult();
            await leave.Task;
        });
        var first = SendAsync(host, "m1", "{}");
        await entered.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(host, "m1", "{}")).StatusCode);
        leave.SetResult();
        Assert.Equal(HttpStatusCode.NoContent, (await first).StatusCode);
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task A_sender_that_hangs_up_does_not_undo_the_work_and_learns_later_that_it_is_done()
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var done = new TaskCompletionSource();
        await using var host = await StartAsync(handler: async (_, cancellationToken) =>
        {
            entered.SetResult();
            await leave.Task;
            cancellationToken.ThrowIfCancellationRequested();
            done.SetResult();
        });
        using var impatient = new CancellationTokenSource();
        using var request = Request("m1", "{}");
        var sending = host.Client.SendAsync(request, impatient.Token);
        await entered.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        leave.SetResult();
        await done.Task.WaitAsync(TimeSpan.FromMinutes(1));

        HttpResponseMessage answer;
        do
        {
            answer = await SendAsync(host, "m1", "{}");
        }
        while (answer.StatusCode == HttpStatusCode.Conflict);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task The_same_id_at_another_receiver_is_another_message()
    {
        using var folder = new TemporaryDirectory();
        using var dedupe = new FileWebhookDedupeStore(folder.Path, time: _time);
        var handled = 0;
        await using var host = await WebhookHost.StartAsync(app =>
        {
            foreach (var path in new[] { "/hooks/orders", "/hooks/others" })
            {
                app.MapWebhookReceiver(path, new(_secret), (_, _) => Task.FromResult(handled++), options => options.Dedupe = dedupe);
            }
        }, Services);

        await SendAsync(host, "m1", "{}");
        await SendAsync(host, "m1", "{}", path: "/hooks/others");

        Assert.Equal(2, handled);
    }

    [Fact]
    public async Task A_message_can_be_stored_in_a_feed_before_it_is_answered()
    {
        await using var feeds = new MemoryUpdateStore(_time);
        var inbox = (await feeds.CreateAsync("inbox")).Log;
        await using var host = await WebhookHost.StartAsync(app => app.MapWebhookReceiver("/hooks/orders", new(_secret), inbox), Services);

        await SendAsync(host, "m1", """{"specversion":"1.0","id":"x","source":"/f","type":"paid","subject":"7","data":{"amount":3}}""");
        await SendAsync(host, "m2", """{"plain":true}""");

        var updates = (await inbox.ReadAsync(UpdateOffset.Start)).Updates;
        Assert.Equal(["paid 7 {\"amount\":3}", "  {\"plain\":true}"], updates.Select(static update => $"{update.Type} {update.Key} {Encoding.UTF8.GetString(update.Payload.Span)}"));
    }

    [Fact]
    public async Task A_webhook_of_GitHub_is_received()
    {
        var secret = WebhookSecret.FromText("It's a Secret to Everybody");
        await using var host = await WebhookHost.StartAsync(app => app.MapWebhookReceiver("/hooks/github", new(secret), Handle, static options => options.Scheme = WebhookScheme.GitHub), Services);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/github") { Content = new StringContent("Hello, World!") };
        request.Headers.Add("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
        request.Headers.Add("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958");
        request.Headers.Add("X-GitHub-Event", "push");

        Assert.Equal(HttpStatusCode.NoContent, (await host.Client.SendAsync(request)).StatusCode);
        Assert.Equal("push", Assert.Single(_handled).Header("x-github-event"));
    }

    [Fact]
    public async Task Options_are_answered_for_the_origins_that_are_allowed()
    {
        await using var host = await StartAsync(static options => options.AllowedOrigins.Add("events.example.org"));

        Assert.Equal("events.example.org", await AllowedAsync("events.example.org"));
        Assert.Null(await AllowedAsync("other.example.org"));

        async Task<string?> AllowedAsync(string origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, "/hooks/orders");
            request.Headers.Add("WebHook-Request-Origin", origin);
            request.Headers.Add("WebHook-Request-Rate", "120");
            var answer = await host.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return answer.Headers.TryGetValues("WebHook-Allowed-Origin", out var values) ? string.Join(",", values) : null;
        }
    }

    [Fact]
    public async Task Options_outside_of_their_ranges_are_refused_when_the_receiver_is_mapped()
    {
        await using var host = await WebhookHost.StartAsync(app =>
        {
            Assert.Throws<OptionsValidationException>(() => app.MapWebhookReceiver("/a", new(_secret), Handle, static options => options.MaxBodyBytes = 0));
            Assert.Throws<OptionsValidationException>(() => app.MapWebhookReceiver("/a", new(_secret), Handle, static options => options.Tolerance = TimeSpan.Zero));
            Assert.Throws<OptionsValidationException>(() => app.MapWebhookReceiver("/a", new(_secret), Handle, static options => options.Scheme = (WebhookScheme)8));
        });
    }

    private Task<WebhookHost> StartAsync(Action<WebhookReceiverOptions>? configure = null, Func<WebhookMessage, CancellationToken, Task>? handler = null)
        => WebhookHost.StartAsync(app => app.MapWebhookReceiver("/hooks/orders", new(_secret), handler ?? Handle, configure), Services);

    private void Services(Microsoft.Extensions.DependencyInjection.IServiceCollection services)
        => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<TimeProvider>(services, _time);

    private Task Handle(WebhookMessage message, CancellationToken cancellationToken)
    {
        _handled.Enqueue(message);
        return Task.CompletedTask;
    }

    private async Task<HttpResponseMessage> SendAsync(WebhookHost host, string id, string body, bool isChunked = false, string path = "/hooks/orders")
    {
        using var request = Request(id, body, path: path);
        request.Headers.TransferEncodingChunked = isChunked;
        return await host.Client.SendAsync(request);
    }

    private HttpRequestMessage Request(string id, string body, int seconds = 0, string path = "/hooks/orders")
    {
        var at = _time.GetUtcNow().AddSeconds(seconds);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(WebhookHeaders.Id, id);
        request.Headers.Add(WebhookHeaders.Timestamp, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookHeaders.Signature, WebhookSignature.Compute([_secret], id, at, Encoding.UTF8.GetBytes(body)));
        return request;
    }
}
