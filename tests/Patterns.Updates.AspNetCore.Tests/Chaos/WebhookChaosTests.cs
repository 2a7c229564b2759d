using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Patterns.Testing;
using Patterns.Updates.AspNetCore.Tests.Webhooks;

namespace Patterns.Updates.AspNetCore.Tests.Chaos;

/// <summary>
/// The process that sends webhooks is killed again and again while its clock jumps by hours, and its receiver refuses, hangs up and forgets to answer. The
/// receiver's own store of what was handled is on disk.
/// </summary>
public sealed class WebhookChaosTests
{
    private const int Total = 3000;
    private const int Keys = 20;
    private const int Kills = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Every_update_is_handled_once_and_in_order_by_key_however_often_the_sender_is_killed()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var folder = new TemporaryDirectory();
        using var dedupe = new FileWebhookDedupeStore(folder["handled"]);
        var handled = new ConcurrentQueue<(string Key, int Number)>();
        var all = new TaskCompletionSource();
        RequestDelegate? receive = null;
        await using var receiver = await WebhookHost.StartAsync(app => app.Run(context => receive!(context)));
        await using var server = new FeedProcess(folder["feeds"]);
        await server.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        await http.PutAsync("/feeds/orders", new StringContent("", Encoding.UTF8, "application/json"), patience.Token);
        var created = await http.PostAsJsonAsync("/feeds/orders/webhooks", new { url = new Uri(receiver.Url, "/hooks"), ordering = "byKey", maxInFlight = 16 }, patience.Token);
        var secret = JsonElement.Parse(await created.Content.ReadAsStringAsync(patience.Token)).GetProperty("secret").GetString()!;
        receive = Receiver(receiver.Services, secret, dedupe, message =>
        {
            handled.Enqueue(message);
            if (handled.Count == Total)
            {
                all.SetResult();
            }
        });

        for (var (number, kills) = (0, 0); number < Total; number += Keys)
        {
            await AppendAsync(server, number, patience.Token);
            if (number > Total * kills / Kills && kills < Kills)
            {
                kills++;
                await server.KillAsync();
                await server.StartAsync();
            }
        }

        try
        {
            await all.Task.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            using var asking = new HttpClient { BaseAddress = server.Address };
            Assert.Fail($"Not done within {Patience}: {handled.Count} handled. {await asking.GetStringAsync(new Uri(created.Headers.Location!.ToString(), UriKind.Relative))}");
        }

        Assert.Equal(Enumerable.Range(0, Total), handled.Select(static item => item.Number).Order());
        Assert.All(handled.GroupBy(static item => item.Key), static key => Assert.Equal(key.OrderBy(static item => item.Number), key));
    }

    /// <summary>One request in a hundred is refused; one in a hundred is handled and its connection then broken.</summary>
    private static RequestDelegate Receiver(IServiceProvider services, string secret, IWebhookDedupeStore dedupe, Action<(string Key, int Number)> handle)
    {
        var routes = new ApplicationBuilder(services);
        var requests = 0;
        var failed = new ConcurrentDictionary<string, byte>(StringComparer.Ordinal);
        routes.UseRouting().UseEndpoints(endpoints => endpoints.MapWebhookReceiver(
            "/hooks",
            WebhookSecrets.Parse(secret),
            (message, _) =>
            {
                var update = message.ReadEvent();
                handle((update.Key!, int.Parse(update.Payload.Span, CultureInfo.InvariantCulture)));
                return Task.CompletedTask;
            },
            options =>
            {
                options.Dedupe = dedupe;
                options.Tolerance = TimeSpan.FromHours(5);
            }));
        var next = routes.Build();
        return async context =>
        {
            // A message fails once at most: after its second failure it would wait for five minutes, as it should.
            var fault = Interlocked.Increment(ref requests) % 100;
            switch (fault is 50 or 99 && failed.TryAdd(context.Request.Headers[WebhookHeaders.Id].ToString(), 0) ? fault : 0)
            {
                case 50:
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    return;
                case 99:
                    await next(context);
                    context.Abort();
                    return;
                default:
                    await next(context);
                    return;
            }
        };
    }

    /// <summary>Appends one update per key, again until it is acknowledged.</summary>
    private static async Task AppendAsync(FeedProcess server, int from, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        for (var number = from; number < from + Keys; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/feeds/orders") { Content = new StringContent($"{number}", Encoding.UTF8, "application/json") };
            request.Headers.Add("ce-subject", $"k{number % Keys}");
            request.Headers.Add("Producer-Id", "chaos");
            request.Headers.Add("Producer-Epoch", "0");
            request.Headers.Add("Producer-Seq", number.ToString(CultureInfo.InvariantCulture));
            using var answer = await http.SendAsync(request, cancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        }
    }
}
