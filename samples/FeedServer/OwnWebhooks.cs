using System.Text.Json;
using Patterns.Updates;

namespace FeedServer;

/// <summary>
/// Has this server send webhooks to itself, because a page cannot be sent any: the receiver appends what came to the feed <c>received/{name}</c>, which the page
/// follows. Thread safe.
/// </summary>
internal sealed class OwnWebhooks(WebhookSender sender, UpdateFeeds feeds, TimeProvider time) : IDisposable
{
    /// <summary>Where they come in.</summary>
    public const string Path = "/hooks";

    /// <summary>Where updates of the feeds are said to be from.</summary>
    public const string FeedsUrl = "/v1/stream";

    private const string Inbox = "received/";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly FeedConfiguration Short = new() { RetainFor = TimeSpan.FromHours(1) };

    private readonly SemaphoreSlim _subscribing = new(1, 1);

    /// <summary>Subscribes the receiver to a feed, unless it is already.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="from">The cursor to begin after.</param>
    /// <param name="server">Where this server is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The feed of what is received, and its end.</returns>
    public async Task<InboxPlace> FollowAsync(string feed, UpdateOffset from, Uri server, CancellationToken cancellationToken)
    {
        var url = new UriBuilder(server) { Host = FeedServerOptions.OwnHosts[0], Path = Path }.Uri;
        await _subscribing.WaitAsync(cancellationToken);
        try
        {
            var inbox = (await feeds.Store.CreateAsync(Inbox + feed, Short, cancellationToken: cancellationToken)).Log;
            var tail = (await inbox.GetStateAsync(cancellationToken)).Tail;
            var known = await sender.ListAsync(feed, cancellationToken);
            foreach (var stale in known.Where(subscription => subscription.Url != url))
            {
                // The server was somewhere else then.
                await sender.RemoveAsync(stale.Id, cancellationToken);
            }

            if (known.FirstOrDefault(subscription => subscription.Url == url) is { } subscription)
            {
                await sender.ResumeAsync(subscription.Id, cancellationToken: cancellationToken);
            }
            else
            {
                await sender.SubscribeAsync(
                    feed,
                    new WebhookRequest { Url = url.AbsoluteUri, From = from, Ordering = WebhookOrdering.ByKey, Ownership = WebhookOwnership.Assumed },
                    cancellationToken);
            }

            return new InboxPlace(inbox.Name, tail.ToString());
        }
        finally
        {
            _subscribing.Release();
        }
    }

    /// <summary>Takes a webhook: when this completes, what came is as durable as the feeds are.</summary>
    public async Task ReceiveAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        var source = JsonElement.Parse(message.Body.Span).GetProperty("source").GetString()!;
        var feed = Uri.UnescapeDataString(source[(FeedsUrl.Length + 1)..]);
        var received = new ReceivedUpdate(
            message.NextOffset.ToString()!, message.Body.Length, time.GetUtcNow().ToUnixTimeMilliseconds(), JsonElement.Parse(message.ReadEvent().Payload.Span));
        var inbox = (await feeds.Store.CreateAsync(Inbox + feed, Short, cancellationToken: cancellationToken)).Log;
        await inbox.AppendAsync(new NewUpdate(JsonSerializer.SerializeToUtf8Bytes(received, Web)), cancellationToken);
    }

    public void Dispose() => _subscribing.Dispose();
}
