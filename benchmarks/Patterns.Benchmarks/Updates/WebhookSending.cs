using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Patterns.Benchmarks.Compare;
using Patterns.Core;
using Patterns.Updates;

namespace Patterns.Benchmarks.Updates;

/// <summary>
/// How many webhooks are sent per second to a receiver on this machine that does nothing with them? The floor is what the client of the framework
/// posts there: bodies of the same size, made beforehand and not signed, as many at a time. Receiver and senders share the processors.
/// </summary>
internal static class WebhookSending
{
    private const int DefaultMessages = 20_000;
    private const int PayloadBytes = 200;
    private const int MaxInFlight = 64;

    public static IReadOnlyList<CompareCase> Cases { get; } = [Case("1-endpoint", endpoints: 1, inFlight: MaxInFlight), Case("50-endpoints", endpoints: 50, inFlight: 8)];

    private static CompareCase Case(string name, int endpoints, int inFlight) => new($"webhook-sending/{name}", CompareUnit.MessagesPerSecond, async options =>
    {
        var updates = Math.Max(1, (options.Rows ?? DefaultMessages) / endpoints);
        var receiver = await Receiver.StartAsync();
        return new Contest(
            new Contender("WebhookSender", () => SendAsync(receiver, updates, endpoints, inFlight)),
            new Contender("bare HttpClient", () => PostAsync(receiver, updates * endpoints)))
        {
            Rows = updates * endpoints,
            Owned = [receiver],
        };
    });

    private static async Task<Outcome> SendAsync(Receiver receiver, int updates, int endpoints, int inFlight)
    {
        await using MemoryUpdateStore feeds = new();
        var log = (await feeds.CreateAsync("orders")).Log;
        await log.AppendAsync([.. Enumerable.Range(1, updates).Select(static number => new NewUpdate(Payload(number)) { Type = "order-paid", Key = "7" })]);
        WebhookSenderOptions options = new() { Ownership = WebhookOwnership.Assumed };
        options.Targets.AllowedHosts.Add(receiver.Url.Host);
        await using WebhookSender sender = new(feeds, new MemoryObjectStore(), options);
        var all = receiver.Expect(updates * endpoints);
        var start = Stopwatch.GetTimestamp();
        for (var endpoint = 0; endpoint < endpoints; endpoint++)
        {
            await sender.SubscribeAsync("orders", new WebhookRequest { Url = $"{receiver.Url}{endpoint}", From = UpdateOffset.Start, MaxInFlight = inFlight });
        }

        await all;
        return Rate(receiver, Stopwatch.GetElapsedTime(start));
    }

    private static async Task<Outcome> PostAsync(Receiver receiver, int messages)
    {
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
        var body = Envelope();
        var all = receiver.Expect(messages);
        var left = messages;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, MaxInFlight).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using ByteArrayContent content = new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/cloudevents+json") } };
                using var answer = await client.PostAsync(receiver.Url, content);
                answer.EnsureSuccessStatusCode();
            }
        })));
        await all;
        return Rate(receiver, Stopwatch.GetElapsedTime(start));
    }

    private static Outcome Rate(Receiver receiver, TimeSpan elapsed)
        => new(receiver.Count.ToString(CultureInfo.InvariantCulture), receiver.Count / elapsed.TotalSeconds);

    private static byte[] Payload(int number) => Encoding.ASCII.GetBytes($$"""{"n":{{number:d8}},"text":"{{new string('x', PayloadBytes - 24)}}"}""");

    // As long as the body of a webhook is.
    private static byte[] Envelope() => Encoding.ASCII.GetBytes(
        """{"specversion":"1.0","id":"orders:0000000000000001_0000000000000001","source":"/feeds/orders","type":"order-paid","time":"2026-01-01T00:00:00.0000000Z","""
        + """ "subject":"7","sequence":"0000000000000001_0000000000000001","datacontenttype":"application/json","data":""" + Encoding.ASCII.GetString(Payload(1)) + "}");

    /// <summary>Counts what it is sent.</summary>
    private sealed class Receiver : IDisposable
    {
        private readonly WebApplication _app;
        private TaskCompletionSource _all = new();
        private int _expected;
        private int _count;

        private Receiver(WebApplication app) => _app = app;

        public Uri Url { get; private set; } = null!;

        public int Count => Volatile.Read(ref _count);

        public static async Task<Receiver> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            Receiver receiver = new(builder.Build());
            receiver._app.Run(receiver.TakeAsync);
            await receiver._app.StartAsync();
            receiver.Url = new Uri($"{receiver._app.Urls.First()}/");
            return receiver;
        }

        public Task Expect(int messages)
        {
            _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _expected = messages;
            Volatile.Write(ref _count, 0);
            return _all.Task;
        }

        public void Dispose() => _app.DisposeAsync().AsTask().GetAwaiter().GetResult();

        private async Task TakeAsync(HttpContext context)
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            if (Interlocked.Increment(ref _count) == _expected)
            {
                _all.TrySetResult();
            }
        }
    }
}
