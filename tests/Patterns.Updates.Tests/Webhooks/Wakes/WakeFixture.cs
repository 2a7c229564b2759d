using System.Net;
using System.Text;
using System.Text.Json;
using FeedServer;
using Patterns.Core;
using Patterns.Testing;
using Patterns.Updates.Tests.Webhooks.Delivery;

namespace Patterns.Updates.Tests.Webhooks.Wakes;

/// <summary>Wake subscriptions over feeds in memory, a clock moved by hand and endpoints that the test answers for.</summary>
internal sealed class WakeFixture : IAsyncDisposable
{
    public const string Id = "workers";
    public static readonly Uri Control = new("https://feeds.example.com/v1/__ds");

    private WakeSubscriptions? _wakes;

    public WakeFixture()
    {
        Feeds = new MemoryUpdateStore(Time);
        Options.SigningKey = Key;
        Options.PublicKey = Key.PublicKey;
    }

    public ManualTimeProvider Time { get; } = new();

    public MemoryUpdateStore Feeds { get; }

    public IObjectStore State { get; set; } = new MemoryObjectStore();

    public Ed25519SigningKey Key { get; } = Ed25519SigningKey.Generate();

    public FakeEndpoints Endpoints { get; private set; } = new();

    public WakeSubscriptionsOptions Options { get; } = new();

    public WakeSubscriptions Wakes => _wakes ??= new WakeSubscriptions(Feeds, State, Options, Time, new Random(1), null, new HttpMessageInvoker(Endpoints));

    public static WakeConfiguration Webhook(string? pattern = "events/*") => new()
    {
        Delivery = WakeDelivery.Webhook,
        Pattern = pattern,
        Url = "https://worker.example.com/hook",
        LeaseTime = TimeSpan.FromSeconds(10),
    };

    public static WakeConfiguration Pull(string? pattern = "events/*") => new()
    {
        Delivery = WakeDelivery.PullWake,
        Pattern = pattern,
        WakeStream = "wake/pool",
        LeaseTime = TimeSpan.FromSeconds(10),
    };

    public static Task<HttpResponseMessage> Done() => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"done":true}""") });

    public static WakeTicket TicketOf(FakeCall call) => new(
        call.Json.GetProperty("wake_id").GetString()!, call.Json.GetProperty("generation").GetInt64(), call.Json.GetProperty("callback_token").GetString()!);

    public async Task<UpdateOffset> AppendAsync(string feed, int count = 1)
    {
        var log = (await Feeds.CreateAsync(feed)).Log;
        return (await log.AppendAsync([.. Enumerable.Range(1, count).Select(static number => new NewUpdate(Encoding.UTF8.GetBytes($"{number}")))])).Next;
    }

    public Task<WakeCreation> CreateAsync(WakeConfiguration configuration) => Wakes.CreateAsync(Id, configuration, Control);

    public Task<bool> AcknowledgeAsync(WakeTicket ticket, string feed, UpdateOffset offset, bool isDone = true)
        => Wakes.AcknowledgeAsync(Id, new WakeAcknowledgement { Ticket = ticket, Offsets = new Dictionary<string, UpdateOffset> { [feed] = offset }, IsDone = isDone });

    /// <summary>
    /// Moves the clock on by steps until something has happened, for up to a minute of real time. Only while the one subscription sleeps, which shows in its being
    /// the only one with a timer: a lease must not run out because this machine is slow.
    /// </summary>
    public async Task<T> EventuallyAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            if (Time.PendingTimers == 1)
            {
                Time.Advance(TimeSpan.FromMilliseconds(10));
            }

            await Task.Yield();
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    public Task<FakeCall> NextCallAsync() => EventuallyAsync(() => Task.FromResult(Endpoints.Calls.TryRead(out var call) ? call : null));

    public Task<WakeFeed> FeedAsync(string feed, Func<WakeFeed, bool> isExpected)
        => EventuallyAsync(async () => (await Wakes.FindAsync(Id))!.Streams.FirstOrDefault(other => other.Name == feed && isExpected(other)));

    public async Task<IReadOnlyList<JsonElement>> EventsAsync(int least)
        => await EventuallyAsync(async () =>
        {
            var log = await Feeds.FindAsync("wake/pool");
            var page = await log!.ReadAsync(UpdateOffset.Start);
            return page.Updates.Count >= least ? page.Updates.Select(static update => JsonElement.Parse(update.Payload.Span)).ToList() : null;
        });

    public static async Task<WakeRefusal> RefusedAsync(Func<Task> action) => (await Assert.ThrowsAsync<WakeRefusedException>(action)).Refusal;

    public async Task RestartAsync()
    {
        await Wakes.DisposeAsync();
        Endpoints = new FakeEndpoints { Answer = Endpoints.Answer };
        _wakes = null;
        await Wakes.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_wakes is not null)
        {
            await _wakes.DisposeAsync();
        }

        await Feeds.DisposeAsync();
        Endpoints.Dispose();
    }
}
