using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>Tells a feed what happens to endpoints, so that whoever runs them learns it as they learn everything else.</summary>
internal sealed class WebhookEvents(IUpdateStore feeds, string? feed, ILogger logger)
{
    public Task DisabledAsync(WebhookSubscription subscription, WebhookDisabledReason reason)
        => AppendAsync("webhook.disabled", subscription, writer => writer.WriteString("reason"u8, reason.ToString()));

    public Task DeadLetterAsync(WebhookSubscription subscription, UpdateOffset offset, int attempts, string reason)
        => AppendAsync("webhook.dead-letter", subscription, writer =>
        {
            writer.WriteString("offset"u8, offset.ToString());
            writer.WriteNumber("attempts"u8, attempts);
            writer.WriteString("reason"u8, reason);
        });

    // An endpoint that follows the feed of events must not be told of itself: its failures would make events without end.
    private async Task AppendAsync(string type, WebhookSubscription subscription, Action<Utf8JsonWriter> details)
    {
        if (feed is null || subscription.Feed == feed)
        {
            return;
        }

        try
        {
            var log = (await feeds.CreateAsync(feed).ConfigureAwait(false)).Log;
            await log.AppendAsync(new NewUpdate(Write(subscription, details)) { Type = type, Key = subscription.Id }).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Log.WebhookEventLost(logger, feed, failure);
        }
    }

    private static byte[] Write(WebhookSubscription subscription, Action<Utf8JsonWriter> details)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("webhook"u8, subscription.Id);
            writer.WriteString("feed"u8, subscription.Feed);
            writer.WriteString("tenant"u8, subscription.Tenant);
            details(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
