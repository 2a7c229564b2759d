using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patterns.Testing;

namespace Patterns.Updates.AspNetCore.Tests.Chaos;

/// <summary>
/// Takes some updates by webhook: subscribes from the cursor, receives, puts them in order, and unsubscribes. What came ahead of its turn is forgotten;
/// it comes again by the cursor.
/// </summary>
internal sealed class WebhookLeg(FeedProcess server, bool isOrdered, int seed)
{
    // Its clock and the server's jump by up to two hours each.
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(6);

    private readonly Lock _lock = new();
    private readonly LateKey _key = new();
    private readonly SortedDictionary<UpdateOffset, int> _ahead = [];
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<int, UpdateOffset, bool> _handle = static (_, _) => false;
    private Func<int> _next = static () => 0;

    /// <summary>Runs until <paramref name="handle"/> says that it is enough.</summary>
    /// <param name="from">The cursor to begin after.</param>
    /// <param name="next">The number whose turn it is.</param>
    /// <param name="handle">Takes a number when it is its turn; false when it was the last one wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(FeedCursor from, Func<int> next, Func<int, UpdateOffset, bool> handle, CancellationToken cancellationToken)
    {
        (_next, _handle) = (next, handle);
        await using WebApplication receiver = Receiver();
        await receiver.StartAsync(cancellationToken);
        string address = receiver.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(5) };
        using JsonDocument subscription = JsonDocument.Parse(await PersistAsync(
            () => http.PostAsJsonAsync("/feeds/orders/webhooks", new { url = $"{address}/hook", from = from.ToString(), ordering = isOrdered ? "byKey" : "none" }, cancellationToken), cancellationToken));
        _key.Set(subscription.RootElement.GetProperty("secret").GetString()!);
        await _done.Task.WaitAsync(cancellationToken);
        string id = subscription.RootElement.GetProperty("id").GetString()!;
        await PersistAsync(() => http.DeleteAsync(new Uri($"/feeds/orders/webhooks/{id}", UriKind.Relative), cancellationToken), cancellationToken);
        await receiver.StopAsync(cancellationToken);
    }

    private WebApplication Receiver()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(new JumpingTimeProvider(seed));
        WebApplication receiver = builder.Build();
        receiver.Use(async (context, next) =>
        {
            await _key.Known.WaitAsync(context.RequestAborted);
            await next(context);
        });
        receiver.MapWebhookReceiver("/hook", new WebhookSecrets(_key), ReceiveAsync, static options => options.Tolerance = Tolerance);
        return receiver;
    }

    private Task ReceiveAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        int value = JsonSerializer.Deserialize<int>(message.ReadEvent().Payload.Span);
        UpdateOffset offset = message.NextOffset!.Value;
        lock (_lock)
        {
            if (_done.Task.IsCompleted)
            {
                return Task.CompletedTask;
            }

            if (value < _next() || !_ahead.TryAdd(offset, value) || (isOrdered && value != _next()))
            {
                _done.TrySetException(new InvalidOperationException($"Webhook {message.Id} brought {value} when {_next()} was next{(isOrdered ? ", although in order" : "")}."));
                return Task.CompletedTask;
            }

            while (_ahead.Count > 0 && _ahead.First() is var first && first.Value == _next())
            {
                _ahead.Remove(first.Key);
                if (!_handle(first.Value, first.Key))
                {
                    _done.TrySetResult();
                    break;
                }
            }
        }

        return Task.CompletedTask;
    }

    // The server may be away.
    private static async Task<string> PersistAsync(Func<Task<HttpResponseMessage>> sendAsync, CancellationToken cancellationToken)
    {
        for (; ; )
        {
            try
            {
                using HttpResponseMessage answer = await sendAsync();
                string body = await answer.Content.ReadAsStringAsync(cancellationToken);
                if ((int)answer.StatusCode is >= 200 and < 300 or 404)
                {
                    return body;
                }

                Assert.True((int)answer.StatusCode >= 500, $"{answer.StatusCode} {body}");
            }
            catch (Exception away) when (!cancellationToken.IsCancellationRequested && away is HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            }
        }
    }
}
