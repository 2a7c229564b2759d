using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Updates.Tests.Webhooks.Delivery;

/// <summary>A sender over feeds in memory, a clock moved by hand and endpoints that the test answers for.</summary>
internal sealed class SenderFixture : IAsyncDisposable
{
    public const string Url = "https://hooks.example.com/orders";

    private WebhookSender? _sender;

    public SenderFixture() => Feeds = new MemoryUpdateStore(Time);

    public ManualTimeProvider Time { get; } = new();

    public MemoryUpdateStore Feeds { get; }

    public IObjectStore State { get; set; } = new MemoryObjectStore();

    public FakeEndpoints Endpoints { get; private set; } = new();

    public WebhookSenderOptions Options { get; } = new() { Ownership = WebhookOwnership.Assumed, SaveInterval = TimeSpan.Zero };

    public IMeterFactory? Meters { get; init; }

    public WebhookSender Sender => _sender ??= new WebhookSender(Feeds, State, Options, Time, new Random(1), null, Meters, new HttpMessageInvoker(Endpoints));

    public async Task<IUpdateLog> FeedAsync(string name = "orders") => (await Feeds.CreateAsync(name)).Log;

    public async Task<WebhookSubscription> SubscribeAsync(WebhookRequest? request = null)
    {
        await FeedAsync();
        return await Sender.SubscribeAsync("orders", request ?? new WebhookRequest { Url = Url });
    }

    /// <summary>Appends updates whose payloads are the numbers from <paramref name="from"/> on.</summary>
    public async Task<AppendReceipt> AppendAsync(int count, int from = 1, Func<int, string?>? key = null, string? type = null)
    {
        var log = await FeedAsync();
        return await log.AppendAsync(
        [
            .. Enumerable.Range(from, count).Select(number
                => new NewUpdate(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture))) { Key = key?.Invoke(number), Type = type }),
        ]);
    }

    /// <summary>Starts another sender over what the last one saved.</summary>
    public async Task RestartAsync()
    {
        await Sender.DisposeAsync();
        Endpoints = new FakeEndpoints { Answer = Endpoints.Answer };
        _sender = null;
        await Sender.StartAsync();
    }

    /// <summary>Completes once the status is as expected; fails after a minute of real time.</summary>
    public async Task<WebhookStatus> StatusAsync(string id, Func<WebhookStatus, bool> isExpected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var status = await Sender.GetStatusAsync(id, limit.Token);
            if (isExpected(status))
            {
                return status;
            }

            await Task.Yield();
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Moves the clock on until the next call comes, while nothing is under way.</summary>
    public async Task<FakeCall> AdvanceToNextCallAsync(string id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        FakeCall? call;
        while (!Endpoints.Calls.TryRead(out call))
        {
            if ((await Sender.GetStatusAsync(id, limit.Token)) is { InFlight: 0, Pending: > 0 })
            {
                Time.AdvanceToNextTimer();
            }

            await Task.Yield();
            limit.Token.ThrowIfCancellationRequested();
        }

        return call;
    }

    public async ValueTask DisposeAsync()
    {
        if (_sender is not null)
        {
            await _sender.DisposeAsync();
        }

        await Feeds.DisposeAsync();
        Endpoints.Dispose();
    }
}
